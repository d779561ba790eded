public import Events
public import JSON
public import Storage

/// An event of a task or a series as its history shows it.
public struct HistoryEntry: Sendable {
    public let event: CloudEvent

    /// `created`, `updated`, `completed`, `reopened`, `deleted`, `due_soon`, `overdue` or `reminder`; of a series
    /// `created`, `updated`, `deleted` or `due`.
    public var type: String {
        switch event.kind {
        case .taskCreated, .recurringTaskCreated: "created"
        case .taskUpdated, .recurringTaskUpdated, .userUpdated: "updated"
        case .taskCompleted: "completed"
        case .taskReopened: "reopened"
        case .taskDeleted, .recurringTaskDeleted, .userDeleted: "deleted"
        case .recurringTaskDue: "due"
        case .taskDueSoon: "due_soon"
        case .taskOverdue: "overdue"
        case .taskReminder: "reminder"
        case .notificationCreated: "notified"
        }
    }

    public func write(to json: inout JSONWriter) throws {
        let data = try JSONValue(stored: event.data.utf8)
        json.object { json in
            json.member("id") { $0.plain(event.id.text) }
            json.member("event_type", type)
            json.member("event_data") { write(data, to: &$0) }
            json.member("actor", event.actor)
            json.member("undoes") { json in
                if let undoes = event.undoes { json.plain(undoes.text) } else { json.null() }
            }
            json.member("created_at") { $0.instant(event.time) }
        }
    }

    /// `{before, after}` with the changed fields only; a creation has nothing before, a deletion nothing after.
    private func write(_ data: JSONValue, to json: inout JSONWriter) {
        let resource = data["task"] ?? data["recurring_task"] ?? .null
        let changes = data["changes"]?.members ?? []
        switch event.kind {
        case .taskCreated, .recurringTaskCreated: Self.write(before: .null, after: resource, to: &json)
        case .taskDeleted, .recurringTaskDeleted: Self.write(before: resource, after: .null, to: &json)
        case .recurringTaskDue: json.value(data["occurrence"] ?? .null)
        case .taskDueSoon, .taskOverdue, .taskReminder, .notificationCreated: json.value(data["reminder"] ?? .null)
        case .taskUpdated, .taskCompleted, .taskReopened, .recurringTaskUpdated, .userUpdated, .userDeleted:
            let side = { (name: String) in
                JSONValue.object(changes.map { JSONMember(name: $0.name, value: $0.value[name] ?? .null) })
            }
            Self.write(before: side("before"), after: side("after"), to: &json)
        }
    }

    private static func write(before: JSONValue, after: JSONValue, to json: inout JSONWriter) {
        json.object { json in
            json.member("before") { $0.value(before) }
            json.member("after") { $0.value(after) }
        }
    }
}

extension Todos {
    /// The history of the person's task, oldest first, also of a deleted one.
    ///
    /// - Parameter after: the sequence of the last entry that was read; 0 to start.
    public func history(
        of id: Identifier, of user: Identifier, after sequence: Int64, limit: Int, in connection: any Connection
    ) throws -> [HistoryEntry] {
        let events = try EventLog.events(of: user, task: id, after: sequence, limit: limit, in: connection)
        // The log also tells of what is no task, under ids of its own.
        let first = try events.first ?? EventLog.events(of: user, task: id, after: 0, limit: 1, in: connection).first
        guard first?.kind.subject == .task else { throw TodoError.notFound }
        return events.map(HistoryEntry.init)
    }
}
