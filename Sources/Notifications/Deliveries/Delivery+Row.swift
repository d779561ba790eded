import Storage

extension Delivery {
    static let columns: SQL = """
        id, user_id, channel, target, kind, task_id, payload, state, attempts, next_attempt_at, last_error, created_at,
        finished_at
        """

    /// Reads a row of ``columns``.
    init(row: any Row) throws {
        guard let channel = Channel(rawValue: try row.text(2)), let state = State(rawValue: try row.text(7)) else {
            throw StorageError.unreadable("a delivery")
        }
        self.init(
            id: try row.identifier(0), user: try row.identifier(1), channel: channel,
            target: try row.optionalIdentifier(3), kind: try row.text(4), task: try row.optionalIdentifier(5),
            payload: try row.bytes(6), state: state, attempts: try row.int(8),
            nextAttempt: try row.optionalInstant(9), lastError: try row.optionalText(10),
            createdAt: try row.instant(11), finishedAt: try row.optionalInstant(12))
    }
}
