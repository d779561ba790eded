import Events
import Recurrence
import Storage
import Time

/// `anchor: completion`: what a task's completion, reopening and deletion mean to its series. Called by ``Todos`` in
/// the same transaction, for tasks that have a series.
extension RecurringTasks {
    /// The task is done with, completed or deleted: the next occurrence is one interval after `instant`.
    func taskFinished(
        _ todo: Todo, at instant: Instant, by author: Author, in connection: any Connection
    ) throws {
        guard var series = try series(of: todo, author.user, in: connection), series.isWaiting,
            series.currentTask == todo.id
        else { return }
        let schedule = try Schedule(series)
        try follow(&series, schedule, finishedAt: instant, of: author.user, in: connection)
        try series.updatePlace(of: author.user, at: clock.now(), in: connection)
        try advance(series, at: clock.now(), by: author.asSystem, in: connection)
    }

    /// The task is open again: the series waits for it once more, and a successor that nobody has touched goes.
    func taskReopened(_ todo: Todo, by author: Author, in connection: any Connection) throws {
        guard var series = try series(of: todo, author.user, in: connection) else { return }
        var successor: Todo?
        if series.previousTask == todo.id, let current = series.currentTask {
            successor = try untouched(current, of: author.user, in: connection)
            guard successor != nil else { return }
            series.currentTask = todo.id
            series.previousTask = nil
        }
        guard series.currentTask == todo.id, !series.isPaused else { return }
        if let successor {
            try connection.execute(
                """
                DELETE FROM occurrences
                WHERE user_id = \(author.user) AND recurring_task_id = \(series.id) AND task_id = \(successor.id)
                """)
        }
        series.next = nil
        series.isWaiting = try hasMore(series, Schedule(series), author.user, in: connection)
        // First, so that the successor's removal is nothing to the series.
        try series.updatePlace(of: author.user, at: clock.now(), in: connection)
        if let successor { try todos.remove(successor, by: author.asSystem, in: connection) }
    }

    /// The task's series, if it counts from completions.
    private func series(
        of todo: Todo, _ user: Identifier, in connection: any Connection
    ) throws -> RecurringTask? {
        guard let id = todo.series else { return nil }
        return try connection.first(
            """
            SELECT \(RecurringTask.columns) FROM recurring_tasks r
            WHERE r.user_id = \(user) AND r.id = \(id) AND r.anchor = \(Anchor.completion.rawValue)
            """, RecurringTask.init(row:))
    }

    /// The task, if it is as it was made.
    private func untouched(_ id: Identifier, of user: Identifier, in connection: any Connection) throws -> Todo? {
        try connection.first(
            """
            SELECT \(Todo.columns) FROM tasks t
            WHERE t.user_id = \(user) AND t.id = \(id) AND t.version = 1 AND t.completed = 0
            """, Todo.init(row:))
    }
}

extension Author {
    /// The system, in the course of the same request.
    var asSystem: Author { .system(for: user, traceparent: traceparent) }
}
