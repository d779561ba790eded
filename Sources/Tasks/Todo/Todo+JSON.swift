public import JSON
import Storage
public import Time

extension Todo {
    /// The contract's form of a task.
    public func write(to json: inout JSONWriter, at now: Instant) {
        json.object { json in
            json.member("id") { $0.plain(upTo: Identifier.textLength, id.write) }
            json.member("title", title)
            json.member("description", description)
            json.member("priority", priority.rawValue)
            json.member("completed", isCompleted)
            json.member("completed_at") { $0.instant(completedAt) }
            json.member("due_date") { json in if let due { json.plain(due.text.utf8) } else { json.null() } }
            json.member("due_soon", isDueSoon(at: now))
            json.member("overdue", isOverdue(at: now))
            json.member("notified", notified)
            json.member("recurring_task_id") { json in if let series { json.plain(series.text) } else { json.null() } }
            json.member("tags") { $0.array(tags) { $0.string($1) } }
            json.member("version") { $0.integer(version) }
            json.member("created_at") { $0.instant(createdAt) }
            json.member("updated_at") { $0.instant(updatedAt) }
        }
    }

    /// Reads back what ``write(to:at:)`` wrote into the log. The instant of an all-day task is left to the caller:
    /// its owner's zone may have changed since.
    init?(logged json: JSONValue, resolving due: (DueDate) throws -> Due) rethrows {
        guard let id = json["id"]?.string.flatMap({ Identifier($0) }), let title = json["title"]?.string,
            let description = json["description"]?.string,
            let priority = json["priority"]?.string.flatMap(Priority.init(rawValue:)),
            let tags = json["tags"]?.array?.compactMap(\.string), let version = json["version"]?.integer,
            let updatedAt = json["updated_at"]?.string.flatMap({ RFC3339.instant($0) })
        else { return nil }
        self.init(
            id: id, title: title, description: description, priority: priority,
            completedAt: json["completed_at"]?.string.flatMap { RFC3339.instant($0) },
            due: try json["due_date"]?.string.flatMap(DueDate.init).map(due), notified: json["notified"]?.bool ?? false,
            series: json["recurring_task_id"]?.string.flatMap { Identifier($0) }, tags: tags, version: Int64(version),
            updatedAt: updatedAt)
    }
}

extension JSONWriter {
    /// RFC 3339, or null.
    mutating func instant(_ instant: Instant?) {
        if let instant {
            plain(upTo: RFC3339.longestText) { RFC3339.write(instant, to: $0) }
        } else {
            null()
        }
    }
}
