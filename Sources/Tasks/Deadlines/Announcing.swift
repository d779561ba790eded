import Events
import JSON
public import Storage
public import Time

/// What one look at the alarms has come to.
public struct Announced: Sendable {
    /// Tasks that were looked at.
    public let count: Int
    /// How long after its instant each announcement was made, in milliseconds.
    public fileprivate(set) var lateness: [Int64] = []
    /// Tasks whose rows nobody can read; their alarms are taken off.
    public fileprivate(set) var unreadable: [Identifier] = []
}

extension Todos {
    /// The next instant at which a task has something to say.
    public static func nextAlarm(in connection: any Connection) throws -> Instant? {
        try connection.first(
            "SELECT alarm_at FROM tasks WHERE alarm_at IS NOT NULL ORDER BY alarm_at LIMIT 1"
        ) { try $0.instant(0) }
    }

    /// Announces what is due at `now`: due soon, overdue, reminders. Each is an event, and happens once: the alarm is
    /// taken off the task's own row in the same transaction, after a look at what the row says by then.
    ///
    /// - Parameters:
    ///   - limit: tasks looked at, at most.
    public func announceDue(at now: Instant, limit: Int = 1000, in connection: any Connection) throws -> Announced {
        let due = try connection.fetch(
            """
            SELECT user_id, id FROM tasks WHERE alarm_at IS NOT NULL AND alarm_at <= \(now)
            ORDER BY alarm_at LIMIT \(limit)
            """
        ) { (user: try $0.identifier(0), id: try $0.identifier(1)) }
        var announced = Announced(count: due.count)
        // Person by person, always in the same order: who takes the places of several people waits for nobody who
        // waits for them.
        let people = Dictionary(grouping: due, by: \.user)
        for user in people.keys.sorted() {
            try announce(people[user, default: []].map(\.id), of: user, at: now, to: &announced, in: connection)
        }
        return announced
    }

    /// Announces what is due of one person's tasks, a bounded number of them.
    func announceDue(at now: Instant, only user: Identifier, in connection: any Connection) throws -> Int {
        let due = try connection.fetch(
            """
            SELECT id FROM tasks WHERE user_id = \(user) AND alarm_at IS NOT NULL AND alarm_at <= \(now) LIMIT 1000
            """
        ) { try $0.identifier(0) }
        var announced = Announced(count: due.count)
        try announce(due, of: user, at: now, to: &announced, in: connection)
        return due.count
    }

    /// Announces what is due of these tasks of one person's, in their order.
    private func announce(
        _ tasks: [Identifier], of user: Identifier, at now: Instant, to announced: inout Announced,
        in connection: any Connection
    ) throws {
        try log.claim(user, in: connection)
        let leads = try leadTimes(of: user, in: connection)
        var entries: [LogEntry] = []
        for id in tasks {
            do {
                entries += try announce(id, of: user, leads, at: now, to: &announced, in: connection)
            } catch StorageError.unreadable {
                // One damaged row must not keep everybody else's reminders.
                try connection.execute("UPDATE tasks SET alarm_at = NULL WHERE user_id = \(user) AND id = \(id)")
                announced.unreadable.append(id)
            }
        }
        try log.append(entries, by: .system(for: user), in: connection)
    }

    /// Takes the alarm off one task's row.
    ///
    /// - Parameter leads: the person's lead times.
    /// - Returns: what the log is to say of it.
    private func announce(
        _ id: Identifier, of user: Identifier, _ leads: [Int64], at now: Instant, to announced: inout Announced,
        in connection: any Connection
    ) throws -> [LogEntry] {
        guard var (todo, alarm) = try ringing(id, of: user, leads, at: now, in: connection) else { return [] }
        let announcements = alarm.announcements(at: now)
        alarm = alarm.afterAnnouncements(at: now)
        todo.notified = alarm.isDueSoonAnnounced
        try connection.execute(
            """
            UPDATE tasks SET notified = \(todo.notified), \(SQL.joined(alarmAssignments(alarm), separator: ", "))
            WHERE user_id = \(user) AND id = \(id)
            """)
        announced.lateness += announcements.map { now.milliseconds - $0.instant.milliseconds }
        return announcements.map { announcement in
            LogEntry(
                announcement.eventKind, subject: id, version: todo.version,
                data: TodoEvent.data(todo, announcing: announcement, at: now))
        }
    }

    /// The task and its alarm, if it still has one that is due.
    private func ringing(
        _ id: Identifier, of user: Identifier, _ leads: [Int64], at now: Instant, in connection: any Connection
    ) throws -> (Todo, TodoAlarm)? {
        try connection.first(
            """
            SELECT \(Todo.columns), t.overdue_announced, t.reminded_until, r.reminders, r.snoozed_until
            FROM tasks t LEFT JOIN task_reminders r ON r.user_id = t.user_id AND r.task_id = t.id
            WHERE t.user_id = \(user) AND t.id = \(id) AND t.alarm_at <= \(now) AND t.completed = 0
            """
        ) { row in
            let todo = try Todo(row: row)
            let own = try row.optionalText(14).map(Self.reminders(fromJSON:))
            let alarm = TodoAlarm(
                due: todo.due?.instant, isDueSoonAnnounced: todo.notified, isOverdueAnnounced: try row.bool(12),
                reminders: own ?? leads.map { .before(seconds: $0) },
                remindedUntil: try row.instant(13), snoozedUntil: try row.optionalInstant(15))
            return (todo, alarm)
        }
    }
}

extension TodoAlarm.Announcement {
    var eventKind: EventKind {
        switch kind {
        case .dueSoon: .taskDueSoon
        case .overdue: .taskOverdue
        case .reminder: .taskReminder
        }
    }

    /// `{due_date, late}`, for reminders also when it should have come and why.
    func write(of todo: Todo, to json: inout JSONWriter) {
        json.object { json in
            json.member("due_date") { json in
                if let due = todo.due { json.plain(due.text.utf8) } else { json.null() }
            }
            json.member("late", isLate)
            if case .reminder(let reason) = kind {
                json.member("remind_at") { $0.instant(instant) }
                json.member("reason", reason.rawValue)
            }
        }
    }
}
