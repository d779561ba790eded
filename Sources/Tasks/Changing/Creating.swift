public import Events
public import Storage
import Time

extension Todos {
    /// Makes a task. `changes` must have a title.
    public func create(
        _ changes: TodoChanges, by author: Author, in connection: any Connection
    ) throws -> Todo {
        try log.claim(author.user, in: connection)
        try changes.check()
        guard let title = changes.title else { throw TodoError.invalid([("title", "is required")]) }
        let now = clock.now()
        var todo = Todo(
            id: Identifier(at: now), title: title, description: "", priority: .medium, completedAt: nil, due: nil,
            notified: false, series: nil, tags: [], version: 1, updatedAt: now)
        try changes.apply(to: &todo, zone: { try zone(of: author.user, in: connection) }, at: now)
        try add(todo, by: author, in: connection)
        return todo
    }

    /// Writes a new task, with the event that tells of it.
    func add(_ todo: Todo, by author: Author, in connection: any Connection) throws {
        let now = todo.createdAt
        try insert(todo, isNew: true, of: author.user, at: now, in: connection)
        try log.append(
            .taskCreated, subject: todo.id, version: todo.version, data: TodoEvent.data(todo, at: now), by: author,
            in: connection)
    }

    /// Writes the task's row and all that goes with it.
    ///
    /// - Parameter isNew: it was never there before.
    func insert(
        _ todo: Todo, isNew: Bool, of user: Identifier, at now: Instant, in connection: any Connection
    ) throws {
        let alarm = try alarm(for: todo, isNew: isNew, of: user, at: now, in: connection)
        try connection.execute(
            """
            INSERT INTO tasks (user_id, id, title, title_key, description, priority, completed, completed_at, due_at,
                due_day, notified, recurring_task_id, tags, version, updated_at,
                alarm_at, overdue_announced, reminded_until)
            VALUES (\(user), \(todo.id), \(todo.title), \(todo.title.caseFolded), \(todo.description),
                \(todo.priority.rank), \(todo.isCompleted), \(todo.completedAt), \(todo.due?.instant),
                \(todo.due?.day?.description), \(todo.notified), \(todo.series), \(todo.tagsJSON), \(todo.version),
                \(todo.updatedAt), \(alarm?.next), \(alarm?.isOverdueAnnounced ?? false),
                \(alarm?.remindedUntil ?? now))
            """)
        try connection.execute(
            "INSERT INTO task_search (user_id, task_id, text) VALUES (\(user), \(todo.id), \(todo.searchText))")
        try insertTags(of: todo, of: user, in: connection)
        try count(todo, by: 1, of: user, in: connection)
    }

    func insertTags(of todo: Todo, of user: Identifier, in connection: any Connection) throws {
        for tag in todo.tags {
            try connection.execute(
                """
                INSERT INTO task_tags (user_id, tag_key, task_id) VALUES (\(user), \(Tags.key(of: tag)), \(todo.id))
                """)
        }
    }

    /// Adds `difference` to the counter that the task belongs to.
    func count(_ todo: Todo, by difference: Int, of user: Identifier, in connection: any Connection) throws {
        try connection.execute(
            todo.isCompleted
                ? "UPDATE task_counts SET completed = completed + \(difference) WHERE user_id = \(user)"
                : "UPDATE task_counts SET open = open + \(difference) WHERE user_id = \(user)")
    }
}
