import JSON
public import Storage
public import Time

/// The mail that tells once a day what is overdue, due today and due in the week to come.
public struct Digests: Sendable {
    /// Tasks named in each part; of more, the number is told.
    static let longestPart = 20

    private let deliveries: Deliveries
    private let sendsMail: Bool

    /// - Parameter sendsMail: whether there is a server to send mail through.
    public init(deliveries: Deliveries, sendsMail: Bool) {
        self.deliveries = deliveries
        self.sendsMail = sendsMail
    }

    /// When the next digest is due.
    public static func next(in connection: any Connection) throws -> Instant? {
        try connection.first(
            """
            SELECT next_digest_at FROM notification_preferences WHERE next_digest_at IS NOT NULL
            ORDER BY next_digest_at LIMIT 1
            """
        ) { try $0.instant(0) }
    }

    /// Writes down the digests that are due, and plans each person's next one. After a time without a server there
    /// is one, not one for each day that was missed; when there is nothing to tell there is none.
    ///
    /// - Returns: how many people were looked at.
    public func writeDue(at now: Instant, limit: Int = 50, in connection: any Connection) throws -> Int {
        let users = try connection.fetch(
            """
            SELECT user_id FROM notification_preferences
            WHERE next_digest_at IS NOT NULL AND next_digest_at <= \(now) ORDER BY next_digest_at LIMIT \(limit)
            """
        ) { try $0.identifier(0) }
        for user in users {
            let preferences: NotificationPreferences?
            do {
                preferences = try NotificationPreferences.find(of: user, in: connection)
            } catch StorageError.unreadable {
                // One damaged row must not keep everybody else's digests.
                preferences = nil
            }
            guard let preferences, let recipient = try Recipient(user, in: connection) else {
                try Self.plan(nil, of: user, in: connection)
                continue
            }
            try Self.plan(preferences.digestTime?.next(after: now, in: recipient.zone), of: user, in: connection)
            try write(recipient, at: now, in: connection)
        }
        return users.count
    }

    private static func plan(_ next: Instant?, of user: Identifier, in connection: any Connection) throws {
        try connection.execute(
            "UPDATE notification_preferences SET next_digest_at = \(next) WHERE user_id = \(user)")
    }

    private func write(_ recipient: Recipient, at now: Instant, in connection: any Connection) throws {
        guard sendsMail, recipient.isEmailConfirmed else { return }
        let today = recipient.zone.date(at: now)
        let endOfDay = recipient.zone.end(of: today)
        let parts: [(name: String, part: Part)] = [
            ("overdue", try part(of: recipient.user, "due_at <= \(now)", in: connection)),
            ("today", try part(of: recipient.user, "due_at > \(now) AND due_at <= \(endOfDay)", in: connection)),
            (
                "upcoming",
                try part(
                    of: recipient.user,
                    "due_at > \(endOfDay) AND due_at <= \(endOfDay.adding(seconds: 7 * 86400))", in: connection)
            ),
        ]
        guard parts.contains(where: { $0.part.count > 0 }) else { return }
        let payload = WebhookMessage.body(type: "digest", at: now) { json in
            json.object { json in
                json.member("day", DueWords.text(today))
                for (name, part) in parts { json.member(named: name) { part.write(in: recipient.zone, to: &$0) } }
            }
        }
        try deliveries.enqueue(
            .email, of: recipient.user, kind: "digest", payload: payload, in: connection)
    }

    private struct Part {
        let count: Int
        let tasks: [(id: Identifier, title: String, due: String)]

        func write(in zone: Zone, to json: inout JSONWriter) {
            json.object { json in
                json.member("count", count)
                json.member("tasks") { json in
                    json.array(tasks) { json, task in
                        json.object { json in
                            json.member("id") { $0.plain(task.id.text) }
                            json.member("title", task.title)
                            json.member("due", DueWords.text(task.due, in: zone))
                        }
                    }
                }
            }
        }
    }

    /// The person's open tasks that fall due in a span of time, the earliest first.
    private func part(of user: Identifier, _ span: SQL, in connection: any Connection) throws -> Part {
        let condition: SQL = "user_id = \(user) AND completed = 0 AND due_at IS NOT NULL AND \(span)"
        let tasks = try connection.fetch(
            """
            SELECT id, title, due_at, due_day FROM tasks WHERE \(condition) ORDER BY due_at, id
            LIMIT \(Self.longestPart)
            """
        ) { row in
            let instant = try row.instant(2)
            return (
                id: try row.identifier(0), title: try row.text(1),
                due: try row.optionalText(3) ?? RFC3339.text(instant)
            )
        }
        let count = try connection.first("SELECT count(*) FROM tasks WHERE \(condition)") { try $0.int(0) }
        return Part(count: count ?? 0, tasks: tasks)
    }
}
