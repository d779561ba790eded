public import JSON
public import Storage
public import Time

/// The log that a change writes to in its own transaction: history for people, source for every reader.
public struct EventLog: Sendable {
    private let clock: WallClock
    /// Makes the readers of a person's log look, and who schedules what is in it.
    public let wake: @Sendable (Identifier) -> Void

    /// - Parameter wake: hears whose log has grown, once the change is durable.
    public init(clock: WallClock, wake: @escaping @Sendable (Identifier) -> Void) {
        self.clock = clock
        self.wake = wake
    }

    /// Takes the person's place in the order of changes, before anything of theirs is read or locked:
    /// lock order is person, series, task.
    public func claim(_ user: Identifier, in connection: any Connection) throws {
        switch connection.dialect {
        case .sqlite: break  // There is one writer: the transaction itself is the lock.
        case .postgres:
            _ = try connection.fetch("SELECT last FROM event_sequences WHERE user_id = \(user) FOR UPDATE") { _ in }
        }
    }

    /// Gives a new person their first number.
    public func open(for user: Identifier, in connection: any Connection) throws {
        try connection.execute("INSERT INTO event_sequences (user_id, last) VALUES (\(user), 0)")
    }

    /// Appends an event and marks it unpublished.
    public func append(
        _ kind: EventKind, subject: Identifier?, version: Int64, data: borrowing JSONWriter, undoes: Identifier? = nil,
        by author: Author, in connection: any Connection
    ) throws {
        let entry = LogEntry(kind, subject: subject, version: version, data: data, undoes: undoes)
        try append([entry], by: author, in: connection)
    }

    /// Appends events in their order. Numbers have no gaps: they are taken with the change, all at once.
    public func append(_ entries: [LogEntry], by author: Author, in connection: any Connection) throws {
        guard !entries.isEmpty else { return }
        let now = clock.now()
        let user = author.user
        guard
            let last = try connection.first(
                "UPDATE event_sequences SET last = last + \(entries.count) WHERE user_id = \(user) RETURNING last",
                { try $0.integer(0) })
        else { throw StorageError.failed("the person has no event sequence") }
        let first = last - Int64(entries.count) + 1
        for (sequence, (entry, id)) in zip(first..., zip(entries, Identifier.rising(entries.count, at: now))) {
            try connection.execute(
                """
                INSERT INTO task_event_log
                    (id, user_id, sequence, task_id, type, version, actor, data, undoes, traceparent, created_at)
                VALUES (\(id), \(user), \(sequence), \(entry.subject), \(entry.kind.rawValue), \(entry.version),
                    \(author.actor), \(entry.data), \(entry.undoes), \(entry.traceparent ?? author.traceparent), \(now))
                """)
            try connection.execute(
                "INSERT INTO unpublished (user_id, sequence, event_id) VALUES (\(user), \(sequence), \(id))")
        }
        connection.afterCommit { [wake] in wake(user) }
    }
}
