public import Events
public import Storage
import Time

extension Todos {
    /// Changes the members that `changes` names, completion among them. A change that changes nothing leaves the
    /// version as it is and makes no event.
    public func edit(
        _ id: Identifier, _ changes: TodoChanges, expecting precondition: Precondition = .none, by author: Author,
        in connection: any Connection
    ) throws -> Todo {
        try change(id, expecting: precondition, by: author, in: connection) { todo in
            try changes.check()
            try changes.apply(to: &todo, zone: { try zone(of: author.user, in: connection) }, at: clock.now())
        }
    }

    /// Completes an open task and reopens a completed one.
    public func toggle(
        _ id: Identifier, expecting precondition: Precondition = .none, by author: Author,
        in connection: any Connection
    ) throws -> Todo {
        try change(id, expecting: precondition, by: author, in: connection) { todo in
            todo.completedAt = todo.isCompleted ? nil : clock.now()
        }
    }

    /// Lets `apply` change the person's task and writes what came of it, with its event.
    func change(
        _ id: Identifier, expecting precondition: Precondition, undoing undone: Identifier? = nil, by author: Author,
        in connection: any Connection, _ apply: (inout Todo) throws -> Void
    ) throws -> Todo {
        try log.claim(author.user, in: connection)
        let before = try find(id, of: author.user, in: connection)
        try precondition.check(before.version)
        var after = before
        try apply(&after)
        let fields = TodoField.differences(before, after)
        guard !fields.isEmpty else { return before }
        after.version += 1
        after.updatedAt = clock.now()
        if fields.contains(.dueDate) {
            after.notified = try isAnnounced(.taskDueSoon, after, of: author.user, in: connection)
        }
        try update(fields, from: before, to: after, of: author.user, in: connection)
        try log.append(
            TodoEvent.kind(ofChangeFrom: before, to: after), subject: id, version: after.version,
            data: TodoEvent.data(after, changed: fields, from: before, at: after.updatedAt), undoes: undone,
            by: author, in: connection)
        if after.series != nil, before.isCompleted != after.isCompleted {
            try tellSeries(of: after, by: author, in: connection)
        }
        return after
    }

    /// A series may count from the completions of its tasks.
    private func tellSeries(of todo: Todo, by author: Author, in connection: any Connection) throws {
        if let completedAt = todo.completedAt {
            try series.taskFinished(todo, at: completedAt, by: author, in: connection)
        } else {
            try series.taskReopened(todo, by: author, in: connection)
        }
    }

    /// Writes only the columns of `fields`, so that only their indexes move.
    private func update(
        _ fields: [TodoField], from before: Todo, to after: Todo, of user: Identifier, in connection: any Connection
    ) throws {
        var assignments = fields.flatMap { $0.assignments(after) }
        if fields.contains(.dueDate) || fields.contains(.completed) {
            assignments += alarmAssignments(
                try alarm(for: after, isNew: false, of: user, at: after.updatedAt, in: connection))
        }
        try connection.execute(
            """
            UPDATE tasks SET \(SQL.joined(assignments, separator: ", ")), version = \(after.version),
                updated_at = \(after.updatedAt)
            WHERE user_id = \(user) AND id = \(after.id)
            """)
        if fields.contains(.completed) {
            try count(before, by: -1, of: user, in: connection)
            try count(after, by: 1, of: user, in: connection)
        }
        if fields.contains(.title) || fields.contains(.description) {
            try connection.execute(
                """
                UPDATE task_search SET text = \(after.searchText) WHERE user_id = \(user) AND task_id = \(after.id)
                """)
        }
        if fields.contains(.tags) {
            try connection.execute("DELETE FROM task_tags WHERE user_id = \(user) AND task_id = \(after.id)")
            try insertTags(of: after, of: user, in: connection)
        }
    }
}
