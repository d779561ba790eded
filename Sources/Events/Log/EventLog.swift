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

    /// Appends an event and marks it unpublished. Numbers have no gaps: they are taken with the change.
    @discardableResult
    public func append(
        _ kind: EventKind, subject: Identifier?, version: Int64, data: borrowing JSONWriter, undoes: Identifier? = nil,
        by author: Author, in connection: any Connection
    ) throws -> CloudEvent {
        let now = clock.now()
        guard
            let sequence = try connection.first(
                "UPDATE event_sequences SET last = last + 1 WHERE user_id = \(author.user) RETURNING last",
                { try $0.integer(0) })
        else { throw StorageError.failed("the person has no event sequence") }
        let event = CloudEvent(
            id: Identifier(at: now), user: author.user, sequence: sequence, subject: subject, kind: kind,
            version: version, actor: author.actor, data: data.text, undoes: undoes,
            traceparent: author.traceparent, time: now)
        try connection.execute(
            """
            INSERT INTO task_event_log
                (id, user_id, sequence, task_id, type, version, actor, data, undoes, traceparent, created_at)
            VALUES (\(event.id), \(event.user), \(sequence), \(subject), \(kind.rawValue), \(version),
                \(event.actor), \(event.data), \(undoes), \(event.traceparent), \(now))
            """)
        try connection.execute(
            "INSERT INTO unpublished (user_id, sequence, event_id) VALUES (\(event.user), \(sequence), \(event.id))")
        connection.afterCommit { [wake] in wake(event.user) }
        return event
    }
}
