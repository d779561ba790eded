import Events
public import Storage
import Time

/// Everything that can be done with recurring tasks. Each verb runs inside a transaction of the caller's, changes the
/// series and appends the event that tells of it: one commit. What its occurrences become is ``Todos``' affair.
public struct RecurringTasks: Sendable {
    let todos: Todos
    let log: EventLog
    let clock: WallClock

    /// - Parameter todos: the tasks that occurrences become.
    public init(todos: Todos) {
        self.todos = todos
        log = todos.log
        clock = todos.clock
    }

    /// The person's series.
    public func find(_ id: Identifier, of user: Identifier, in connection: any Connection) throws -> RecurringTask {
        let found = try connection.first(
            "SELECT \(RecurringTask.columns) FROM recurring_tasks r WHERE r.user_id = \(user) AND r.id = \(id)",
            RecurringTask.init(row:))
        guard let found else { throw TodoError.notFound }
        return found
    }

    func exists(_ id: Identifier, of user: Identifier, in connection: any Connection) throws -> Bool {
        try connection.exists("SELECT 1 FROM recurring_tasks WHERE user_id = \(user) AND id = \(id)")
    }

    /// The history of the person's series, oldest first, also of a deleted one.
    ///
    /// - Parameter after: the sequence of the last entry that was read; 0 to start.
    public func history(
        of id: Identifier, of user: Identifier, after sequence: Int64, limit: Int, in connection: any Connection
    ) throws -> [HistoryEntry] {
        let events = try EventLog.events(of: user, task: id, after: sequence, limit: limit, in: connection)
        // The log also tells of what is no series, under ids of its own.
        let first = try events.first ?? EventLog.events(of: user, task: id, after: 0, limit: 1, in: connection).first
        guard first?.kind.subject == .recurringTask else { throw TodoError.notFound }
        return events.map(HistoryEntry.init)
    }
}
