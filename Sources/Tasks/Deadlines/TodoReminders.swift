import Events
import JSON
public import Storage
public import Time

/// The reminders of one task.
public struct TodoReminders: Sendable, Equatable {
    /// Its own; nil when the person's lead times apply.
    public let reminders: [Reminder]?
    /// Until when it is silent; nil when it is not snoozed.
    public let snoozedUntil: Instant?
}

extension Todos {
    /// The reminders of the person's task.
    public func reminders(
        of id: Identifier, of user: Identifier, in connection: any Connection
    ) throws -> TodoReminders {
        _ = try find(id, of: user, in: connection)
        let own = try ownReminders(of: id, of: user, in: connection)
        let isSnoozed = own?.snoozedUntil.map { $0 > clock.now() } ?? false
        return TodoReminders(reminders: own?.reminders, snoozedUntil: isSnoozed ? own?.snoozedUntil : nil)
    }

    /// Gives the task reminders of its own; nil gives it the person's lead times again. What lies in the past
    /// reminds of nothing.
    public func setReminders(
        _ reminders: [Reminder]?, of id: Identifier, of user: Identifier, in connection: any Connection
    ) throws {
        try log.claim(user, in: connection)
        let todo = try find(id, of: user, in: connection)
        var seen: Set<Reminder> = []
        let text = reminders.map { Self.json($0.filter { seen.insert($0).inserted }) }
        try connection.execute(
            """
            INSERT INTO task_reminders (user_id, task_id, reminders) VALUES (\(user), \(id), \(text))
            ON CONFLICT (user_id, task_id) DO UPDATE SET reminders = excluded.reminders
            """)
        try rearm(todo, of: user, in: connection)
    }

    /// Keeps the task silent until `instant`, then reminds of it.
    public func snooze(
        _ id: Identifier, until instant: Instant, of user: Identifier, in connection: any Connection
    ) throws {
        try log.claim(user, in: connection)
        let todo = try find(id, of: user, in: connection)
        guard !todo.isCompleted else { throw TodoError.invalid([("until", "the task is completed")]) }
        guard instant > clock.now() else { throw TodoError.invalid([("until", "must be in the future")]) }
        try connection.execute(
            """
            INSERT INTO task_reminders (user_id, task_id, snoozed_until) VALUES (\(user), \(id), \(instant))
            ON CONFLICT (user_id, task_id) DO UPDATE SET snoozed_until = excluded.snoozed_until
            """)
        try rearm(todo, of: user, in: connection)
    }

    private func rearm(_ todo: Todo, of user: Identifier, in connection: any Connection) throws {
        let alarm = try alarm(for: todo, isNew: false, of: user, at: clock.now(), in: connection)
        try connection.execute(
            """
            UPDATE tasks SET \(SQL.joined(alarmAssignments(alarm), separator: ", "))
            WHERE user_id = \(user) AND id = \(todo.id)
            """)
        connection.afterCommit { [log] in log.wake(user) }
    }

    func ownReminders(
        of id: Identifier, of user: Identifier, in connection: any Connection
    ) throws -> TodoReminders? {
        try connection.first(
            """
            SELECT reminders, snoozed_until FROM task_reminders WHERE user_id = \(user) AND task_id = \(id)
            """
        ) { row in
            TodoReminders(
                reminders: try row.optionalText(0).map(Self.reminders(fromJSON:)),
                snoozedUntil: try row.optionalInstant(1))
        }
    }

    /// Numbers are seconds before the due date, texts instants.
    private static func json(_ reminders: [Reminder]) -> String {
        var json = JSONWriter(capacity: 64)
        json.array(reminders) { json, reminder in
            switch reminder {
            case .before(let seconds): json.integer(seconds)
            case .at(let instant): json.instant(instant)
            }
        }
        return json.text
    }

    static func reminders(fromJSON text: String) throws -> [Reminder] {
        guard let values = try JSONValue(stored: text.utf8).array else { throw StorageError.unreadable("reminders") }
        return try values.map { value in
            if let seconds = value.integer { return .before(seconds: Int64(seconds)) }
            guard let instant = value.string.flatMap({ RFC3339.instant($0) }) else {
                throw StorageError.unreadable("a reminder")
            }
            return .at(instant)
        }
    }
}
