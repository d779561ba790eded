public import Storage

extension EventLog {
    /// The person's events after `sequence`, in order.
    public static func events(
        of user: Identifier, after sequence: Int64, limit: Int, in connection: any Connection
    ) throws -> [CloudEvent] {
        try connection.fetch(
            """
            \(columns) WHERE user_id = \(user) AND sequence > \(sequence) ORDER BY sequence LIMIT \(limit)
            """, decode)
    }

    /// A task's events after `sequence`, oldest first.
    public static func events(
        of user: Identifier, task: Identifier, after sequence: Int64, limit: Int, in connection: any Connection
    ) throws -> [CloudEvent] {
        try connection.fetch(
            """
            \(columns) WHERE user_id = \(user) AND task_id = \(task) AND sequence > \(sequence)
            ORDER BY sequence LIMIT \(limit)
            """, decode)
    }

    /// One event of the person's.
    public static func event(
        _ id: Identifier, of user: Identifier, in connection: any Connection
    ) throws -> CloudEvent? {
        try connection.first("\(columns) WHERE id = \(id) AND user_id = \(user)", decode)
    }

    /// The event that undoes `id`, if there is one.
    public static func isUndone(_ id: Identifier, in connection: any Connection) throws -> Bool {
        try connection.exists("SELECT 1 FROM task_event_log WHERE undoes = \(id)")
    }

    /// The number of the person's last event, 0 for none.
    public static func lastSequence(of user: Identifier, in connection: any Connection) throws -> Int64 {
        try connection.first("SELECT last FROM event_sequences WHERE user_id = \(user)") { try $0.integer(0) } ?? 0
    }

    static let columns: SQL = """
        SELECT id, user_id, sequence, task_id, type, version, actor, data, undoes, traceparent, created_at
        FROM task_event_log
        """

    static func decode(_ row: any Row) throws -> CloudEvent {
        guard let kind = EventKind(rawValue: try row.text(4)) else {
            throw StorageError.unreadable("unknown event type in the log")
        }
        return CloudEvent(
            id: try row.identifier(0), user: try row.identifier(1), sequence: try row.integer(2),
            subject: try row.optionalIdentifier(3), kind: kind, version: try row.integer(5), actor: try row.text(6),
            data: try row.text(7), undoes: try row.optionalIdentifier(8), traceparent: try row.text(9),
            time: try row.instant(10))
    }
}
