import API
import JSON
import Tasks
import Time

extension TodoChanges {
    static let titleRule = TextRule(length: 1...500, trims: true)
    static let descriptionRule = TextRule(length: 0...5000, trims: false)
    static let tagRule = TextRule(length: 1...50, trims: true)

    /// Members of a task that a client may send back but not change.
    private static let readOnly: Set<String> = [
        "id", "completed_at", "due_soon", "overdue", "notified", "recurring_task_id", "version", "created_at",
        "updated_at",
    ]

    /// Reads the body of a creation or an edit. What is wrong with its values waits in `errors`.
    init(_ json: JSONValue, requiresTitle: Bool) {
        self.init()
        guard var reader = reader(of: json, readOnly: Self.readOnly) else { return }
        let title = reader.text("title", Self.titleRule)
        self.title = requiresTitle ? reader.required("title", title) : reader.notNull("title", title)
        description =
            switch reader.text("description", Self.descriptionRule) {
            case .absent: nil
            case .null: ""
            case .value(let text): text
            }
        priority = reader.notNull("priority", reader.choice("priority", of: Priority.self))
        isCompleted = reader.notNull("completed", reader.boolean("completed"))
        let due = reader.take("due_date", as: "a date-time with offset or a plain date, in the years 1970 to 9999") {
            $0.string.flatMap(DueDate.init)
        }
        dueDate =
            switch due {
            case .absent: nil
            case .null: .some(nil)
            case .value(let date): .some(date)
            }
        tags = Self.tags(&reader)
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

    private static func tags(_ reader: inout ObjectReader) -> [String]? {
        switch reader.take("tags", as: "a list of texts", { $0.array }) {
        case .absent: return nil
        case .null: return []
        case .value(let elements):
            var tags: [String] = []
            for (index, element) in elements.prefix(1000).enumerated() {
                guard let text = element.string else {
                    reader.refuse("tags[\(index)]", "must be text")
                    continue
                }
                do throws(TextRule.Violation) {
                    tags.append(try tagRule.apply(text))
                } catch {
                    reader.refuse("tags[\(index)]", error.message)
                }
            }
            // Counted without duplicates: they collapse into one.
            if elements.count > 1000 || Tags.normalized(tags).count > Tags.limit {
                reader.refuse("tags", "must have at most \(Tags.limit) elements")
            }
            return tags
        }
    }
}
