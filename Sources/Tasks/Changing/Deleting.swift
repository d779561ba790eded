public import Events
public import Storage
import Time

extension Todos {
    /// Deletes the person's task; its history stays, and the deletion can be undone.
    public func delete(
        _ id: Identifier, expecting precondition: Precondition = .none, by author: Author,
        in connection: any Connection
    ) throws {
        try log.claim(author.user, in: connection)
        let todo = try find(id, of: author.user, in: connection)
        try precondition.check(todo.version)
        try remove(todo, by: author, in: connection)
    }

    func remove(
        _ todo: Todo, undoing undone: Identifier? = nil, by author: Author, in connection: any Connection
    ) throws {
        // Tags and search text go with the row.
        try connection.execute("DELETE FROM tasks WHERE user_id = \(author.user) AND id = \(todo.id)")
        try count(todo, by: -1, of: author.user, in: connection)
        try log.append(
            .taskDeleted, subject: todo.id, version: todo.version + 1, data: TodoEvent.data(todo, at: clock.now()),
            undoes: undone, by: author, in: connection)
        // What is deleted is not waited for.
        if todo.series != nil { try series.taskFinished(todo, at: clock.now(), by: author, in: connection) }
    }
}
