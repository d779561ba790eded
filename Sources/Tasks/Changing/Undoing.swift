public import Events
import JSON
public import Storage
import Time

extension Todos {
    /// Takes back what an event of the person's task did. Undoing is itself a change, and can be undone.
    ///
    /// - Returns: the task as it is now; nil when its creation was undone.
    public func undo(
        _ eventID: Identifier, of id: Identifier, expecting precondition: Precondition = .none, by author: Author,
        in connection: any Connection
    ) throws -> Todo? {
        try log.claim(author.user, in: connection)
        guard let event = try EventLog.event(eventID, of: author.user, in: connection), event.subject == id,
            event.kind.subject == .task
        else {
            throw TodoError.notFound
        }
        if try EventLog.isUndone(eventID, in: connection) { throw TodoError.cannotUndo(.undoneAlready) }
        let data = try JSONValue(stored: event.data.utf8)
        switch event.kind {
        case .taskCreated:
            try undoCreation(data, eventID, of: id, expecting: precondition, by: author, in: connection)
            return nil
        case .taskDeleted: return try undoDeletion(event, data, expecting: precondition, by: author, in: connection)
        case .taskUpdated, .taskCompleted, .taskReopened:
            return try undoChange(data, eventID, of: id, expecting: precondition, by: author, in: connection)
        case .taskDueSoon, .taskOverdue, .taskReminder, .notificationCreated, .recurringTaskCreated,
            .recurringTaskUpdated, .recurringTaskDeleted, .recurringTaskDue, .userUpdated, .userDeleted:
            throw TodoError.cannotUndo(.notAChange)
        }
    }

    private func undoCreation(
        _ data: JSONValue, _ eventID: Identifier, of id: Identifier, expecting precondition: Precondition,
        by author: Author, in connection: any Connection
    ) throws {
        let todo = try existing(id, of: author.user, in: connection)
        try precondition.check(todo.version)
        let changed = TodoField.allCases.filter { field in
            data["task"]?[field.rawValue].map { !field.isValue($0, of: todo) } ?? true
        }
        guard changed.isEmpty else { throw TodoError.cannotUndo(.changedSince(fields: changed.map(\.rawValue))) }
        try remove(todo, undoing: eventID, by: author, in: connection)
    }

    /// A deleted task comes back with its id, as it was.
    private func undoDeletion(
        _ event: CloudEvent, _ data: JSONValue, expecting precondition: Precondition, by author: Author,
        in connection: any Connection
    ) throws -> Todo {
        let zone = try zone(of: author.user, in: connection)
        guard var todo = data["task"].flatMap({ Todo(logged: $0) { $0.resolved(in: zone) } }) else {
            throw StorageError.unreadable("a deleted task in the log")
        }
        guard try !connection.exists("SELECT 1 FROM tasks WHERE user_id = \(author.user) AND id = \(todo.id)") else {
            throw TodoError.cannotUndo(.existsAgain)
        }
        try precondition.check(event.version)
        let now = clock.now()
        todo.version = event.version + 1
        todo.updatedAt = now
        todo.notified = try isAnnounced(.taskDueSoon, todo, of: author.user, in: connection)
        // A series that was deleted meanwhile has let go of its tasks.
        if let id = todo.series, try !series.exists(id, of: author.user, in: connection) { todo.series = nil }
        try insert(todo, isNew: false, of: author.user, at: now, in: connection)
        try log.append(
            .taskCreated, subject: todo.id, version: todo.version, data: TodoEvent.data(todo, at: now),
            undoes: event.id, by: author, in: connection)
        if todo.series != nil, !todo.isCompleted {
            try series.taskReopened(todo, by: author, in: connection)
        }
        return todo
    }

    private func undoChange(
        _ data: JSONValue, _ eventID: Identifier, of id: Identifier, expecting precondition: Precondition,
        by author: Author, in connection: any Connection
    ) throws -> Todo {
        let todo = try existing(id, of: author.user, in: connection)
        let changes = (data["changes"]?.members ?? []).compactMap { member in
            TodoField(rawValue: member.name).map {
                ($0, member.value["before"] ?? .null, member.value["after"] ?? .null)
            }
        }
        let changed = changes.filter { field, _, after in !field.isValue(after, of: todo) }.map(\.0.rawValue)
        guard changed.isEmpty else { throw TodoError.cannotUndo(.changedSince(fields: changed)) }
        return try change(id, expecting: precondition, undoing: eventID, by: author, in: connection) { todo in
            for (field, before, _) in changes {
                try field.restore(before, in: &todo, zone: { try zone(of: author.user, in: connection) })
            }
        }
    }

    /// The task, which its log knows.
    private func existing(_ id: Identifier, of user: Identifier, in connection: any Connection) throws -> Todo {
        do {
            return try find(id, of: user, in: connection)
        } catch TodoError.notFound {
            throw TodoError.cannotUndo(.deletedSince)
        }
    }
}
