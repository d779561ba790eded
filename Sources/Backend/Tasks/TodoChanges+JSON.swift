import API
import JSON
import Tasks

extension TodoChanges {
    /// Members of a task that a client may send back but not change.
    private static let readOnly: Set<String> = [
        "id", "completed_at", "due_soon", "overdue", "notified", "recurring_task_id", "version", "created_at",
        "updated_at",
    ]

    /// Reads the body of a creation or an edit. What is wrong with its values waits in `errors`.
    init(_ json: JSONValue, requiresTitle: Bool) {
        self.init()
        guard var reader = reader(of: json, readOnly: Self.readOnly) else { return }
        let title = reader.text("title", ObjectReader.titleRule)
        self.title = requiresTitle ? reader.required("title", title) : reader.notNull("title", title)
        description = reader.description()
        priority = reader.notNull("priority", reader.choice("priority", of: Priority.self))
        isCompleted = reader.notNull("completed", reader.boolean("completed"))
        dueDate =
            switch reader.date("due_date") {
            case .absent: nil
            case .null: .some(nil)
            case .value(let date): .some(date)
            }
        tags = reader.tags()
        reader.finish()
        errors = reader.errors.map { ($0.field, $0.message) }
    }

    /// Reads the body of `complete`: `{"completed": true|false}`.
    init(completion json: JSONValue) {
        self.init()
        guard var reader = reader(of: json, readOnly: []) else { return }
        isCompleted = reader.required("completed", reader.boolean("completed"))
        reader.finish()
        errors = reader.errors.map { ($0.field, $0.message) }
    }

    /// Nil for what is no object: that waits in `errors` too.
    private mutating func reader(of json: JSONValue, readOnly: Set<String>) -> ObjectReader? {
        do throws(Problem) {
            return try ObjectReader(json, readOnly: readOnly)
        } catch {
            errors = error.errors.map { ($0.field, $0.message) }
            return nil
        }
    }
}
