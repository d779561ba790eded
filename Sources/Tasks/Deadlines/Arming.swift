import Events
import JSON
public import Storage
import Time

extension Todos {
    /// The alarm of a task that is written in this transaction, or nil for one that has nothing to say.
    ///
    /// - Parameters:
    ///   - isNew: the task has no history yet, and no reminders of its own.
    func alarm(
        for todo: Todo, isNew: Bool, of user: Identifier, at now: Instant, in connection: any Connection
    ) throws -> TodoAlarm? {
        guard !todo.isCompleted else { return nil }
        let own = isNew ? nil : try ownReminders(of: todo.id, of: user, in: connection)
        guard todo.due != nil || own != nil else { return nil }
        let isOverdueAnnounced = try !isNew && isAnnounced(.taskOverdue, todo, of: user, in: connection)
        return TodoAlarm(
            due: todo.due?.instant, isDueSoonAnnounced: todo.notified, isOverdueAnnounced: isOverdueAnnounced,
            reminders: try own?.reminders ?? leadTimes(of: user, in: connection).map { .before(seconds: $0) },
            remindedUntil: now, snoozedUntil: own?.snoozedUntil)
    }

    /// Whether the log has told of the task's present due date. It happens once for each task and due date, also for
    /// one that comes back.
    func isAnnounced(
        _ kind: EventKind, _ todo: Todo, of user: Identifier, in connection: any Connection
    ) throws -> Bool {
        guard let due = todo.due?.text else { return false }
        let announced = try connection.fetch(
            """
            SELECT data FROM task_event_log
            WHERE user_id = \(user) AND task_id = \(todo.id) AND type = \(kind.rawValue)
            """
        ) { try $0.text(0) }
        return try announced.contains { try JSONValue(stored: $0.utf8)["reminder"]?["due_date"]?.string == due }
    }

    /// How many seconds before a due date the person is reminded, the longest first.
    public func leadTimes(of user: Identifier, in connection: any Connection) throws -> [Int64] {
        try connection.fetch("SELECT seconds FROM lead_times WHERE user_id = \(user) ORDER BY seconds DESC") {
            try $0.integer(0)
        }
    }

    /// The columns that hold an alarm.
    func alarmAssignments(_ alarm: TodoAlarm?) -> [SQL] {
        guard let alarm else { return ["alarm_at = NULL"] }
        return [
            "alarm_at = \(alarm.next)", "overdue_announced = \(alarm.isOverdueAnnounced)",
            "reminded_until = \(alarm.remindedUntil)",
        ]
    }
}
