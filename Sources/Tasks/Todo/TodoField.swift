import JSON
import Storage
import Time

/// A member of a task that a person can change. How it compares, how the log shows it, how it is put back and which
/// columns hold it are said here once, for editing, history and undo.
enum TodoField: String, CaseIterable, Sendable {
    case title
    case description
    case priority
    case completed
    case completedAt = "completed_at"
    case dueDate = "due_date"
    case tags

    /// The fields in which two states of a task differ.
    static func differences(_ before: Todo, _ after: Todo) -> [TodoField] {
        allCases.filter { !$0.isSame(before, after) }
    }

    /// Texts are compared by code points: a letter that is composed differently is a change.
    private func isSame(_ left: Todo, _ right: Todo) -> Bool {
        switch self {
        case .title: left.title.utf8.elementsEqual(right.title.utf8)
        case .description: left.description.utf8.elementsEqual(right.description.utf8)
        case .priority: left.priority == right.priority
        case .completed: left.isCompleted == right.isCompleted
        case .completedAt: left.completedAt == right.completedAt
        case .dueDate: left.due == right.due
        case .tags: left.tags.elementsEqual(right.tags) { $0.utf8.elementsEqual($1.utf8) }
        }
    }

    func write(_ todo: Todo, to json: inout JSONWriter) {
        switch self {
        case .title: json.string(todo.title)
        case .description: json.string(todo.description)
        case .priority: json.string(todo.priority.rawValue)
        case .completed: json.bool(todo.isCompleted)
        case .completedAt: json.instant(todo.completedAt)
        case .dueDate: if let due = todo.due { json.plain(due.text.utf8) } else { json.null() }
        case .tags: json.array(todo.tags) { $0.string($1) }
        }
    }

    /// Whether the task's value is the one that the log holds.
    func isValue(_ value: JSONValue, of todo: Todo) -> Bool {
        var logged = JSONWriter(capacity: 64)
        logged.value(value)
        var current = JSONWriter(capacity: 64)
        write(todo, to: &current)
        return logged.bytes == current.bytes
    }

    /// Gives the task the value that the log holds.
    func restore(_ value: JSONValue, in todo: inout Todo, zone: () throws -> Zone) throws {
        switch self {
        case .title: todo.title = try Self.logged(value.string)
        case .description: todo.description = try Self.logged(value.string)
        case .priority: todo.priority = try Self.logged(value.string.flatMap(Priority.init(rawValue:)))
        case .completed: break  // Follows from the next.
        case .completedAt: todo.completedAt = value.string.flatMap { RFC3339.instant($0) }
        case .dueDate: todo.due = try value.string.flatMap(DueDate.init)?.resolved(in: zone())
        case .tags: todo.tags = try Self.logged(value.array?.compactMap(\.string))
        }
    }

    /// The assignments of an UPDATE that stores this field.
    func assignments(_ todo: Todo) -> [SQL] {
        switch self {
        case .title: ["title = \(todo.title)", "title_key = \(todo.title.caseFolded)"]
        case .description: ["description = \(todo.description)"]
        case .priority: ["priority = \(todo.priority.rank)"]
        case .completed: ["completed = \(todo.isCompleted)"]
        case .completedAt: ["completed_at = \(todo.completedAt)"]
        case .dueDate:
            [
                "due_at = \(todo.due?.instant)", "due_day = \(todo.due?.day?.description)",
                "notified = \(todo.notified)",
            ]
        case .tags: ["tags = \(todo.tagsJSON)"]
        }
    }

    private static func logged<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw StorageError.unreadable("a change in the log") }
        return value
    }
}
