import Storage

/// The events that are committed and not published yet: a thin row for each, in the order of each person.
enum Unpublished {
    /// One person's events that wait, the first of them.
    struct Queue: Sendable {
        let user: Identifier
        let events: [CloudEvent]
    }

    /// What one look finds.
    struct Finding: Sendable {
        var queues: [Queue] = []
        /// People whose events cannot be read.
        var unreadable: [Identifier] = []
        /// The last person looked at: the next look goes on behind.
        var position: Identifier?
        /// Whether a limit ended the look.
        var isPartial = false
    }

    /// Events of one person in a look at most.
    static let mostEventsOfPerson = 64
    /// Events in a look, and a few more: who is looked at is not cut short, or the rest would wait for everybody else.
    static let mostEvents = 512
    /// People looked at, also in vain, at most.
    static let mostVisits = 2048

    /// Goes from person to person, each by one step in the primary key: a long queue costs the others nothing.
    static func find(
        after position: Identifier?, except excluded: Set<Identifier>, people: Int, in connection: any Connection
    ) throws -> Finding {
        var finding = Finding(position: position)
        var events = 0
        var hasWrapped = position == nil
        for _ in 0..<mostVisits {
            guard finding.queues.count < people, events < mostEvents else {
                finding.isPartial = true
                return finding
            }
            guard let user = try person(after: finding.position, in: connection) else {
                finding.position = nil
                if hasWrapped { return finding }
                hasWrapped = true
                continue
            }
            if hasWrapped, let position, user > position { return finding }
            finding.position = user
            guard !excluded.contains(user) else { continue }
            events += try add(user, to: &finding, in: connection)
        }
        finding.isPartial = true
        return finding
    }

    /// The queues of these people.
    static func find(only users: [Identifier], in connection: any Connection) throws -> Finding {
        var finding = Finding()
        for user in users { _ = try add(user, to: &finding, in: connection) }
        return finding
    }

    private static func person(after position: Identifier?, in connection: any Connection) throws -> Identifier? {
        if let position {
            try connection.first(
                "SELECT user_id FROM unpublished WHERE user_id > \(position) ORDER BY user_id LIMIT 1"
            ) { try $0.identifier(0) }
        } else {
            try connection.first("SELECT user_id FROM unpublished ORDER BY user_id LIMIT 1") { try $0.identifier(0) }
        }
    }

    private static func add(
        _ user: Identifier, to finding: inout Finding, in connection: any Connection
    ) throws -> Int {
        do {
            let events = try connection.fetch(
                """
                \(EventLog.columns) WHERE user_id = \(user) AND sequence IN (
                    SELECT sequence FROM unpublished WHERE user_id = \(user) AND parked = 0
                    ORDER BY sequence LIMIT \(mostEventsOfPerson))
                ORDER BY sequence
                """, EventLog.decode)
            if !events.isEmpty { finding.queues.append(Queue(user: user, events: events)) }
            return events.count
        } catch StorageError.unreadable {
            // One person's unreadable event must not stop everybody's.
            finding.unreadable.append(user)
            return 0
        }
    }

    /// Records what became of a person's events.
    static func settle(_ report: PublishReport, in connection: any Connection) throws {
        for sequence in report.parked {
            try connection.execute(
                "UPDATE unpublished SET parked = 1 WHERE user_id = \(report.user) AND sequence = \(sequence)")
        }
        guard let published = report.published else { return }
        try connection.execute(
            """
            DELETE FROM unpublished WHERE user_id = \(report.user)
                AND sequence BETWEEN \(published.lowerBound) AND \(published.upperBound) AND parked = 0
            """)
    }

    /// Strikes off the first `limit` rows, whosever they are, and counts them.
    static func strike(_ limit: Int, in connection: any Connection) throws -> Int {
        try connection.count(
            """
            DELETE FROM unpublished WHERE (user_id, sequence) IN (
                SELECT user_id, sequence FROM unpublished WHERE parked = 0 ORDER BY user_id, sequence LIMIT \(limit))
            RETURNING sequence
            """)
    }

    static func isEmpty(in connection: any Connection) throws -> Bool {
        try !connection.exists("SELECT 1 FROM unpublished WHERE parked = 0 LIMIT 1")
    }
}
