public import Events
public import Storage
import Time

extension RecurringTasks {
    /// Deletes the person's series. Its tasks stay and belong to none; what has become of its occurrences is
    /// remembered, so that a deletion that is undone repeats nothing.
    ///
    /// No task gets an event or a version of its own: the series' event tells.
    public func delete(
        _ id: Identifier, expecting precondition: Precondition = .none, by author: Author,
        in connection: any Connection
    ) throws {
        try log.claim(author.user, in: connection)
        let series = try find(id, of: author.user, in: connection)
        try precondition.check(series.version)
        try remove(series, by: author, in: connection)
    }

    func remove(
        _ series: RecurringTask, undoing undone: Identifier? = nil, by author: Author, in connection: any Connection
    ) throws {
        try connection.execute(
            """
            UPDATE tasks SET recurring_task_id = NULL
            WHERE user_id = \(author.user) AND recurring_task_id = \(series.id)
            """)
        try connection.execute("DELETE FROM recurring_tasks WHERE user_id = \(author.user) AND id = \(series.id)")
        try log.append(
            .recurringTaskDeleted, subject: series.id, version: series.version + 1,
            data: RecurringTaskEvent.data(series), undoes: undone, by: author, in: connection)
    }
}
