import Recurrence
import Storage
import Time

/// What has become of occurrences: the table that keeps any of them from being made twice.
extension RecurringTasks {
    enum OccurrenceState: String {
        case made, skipped
    }

    /// Occurrences that one call passes over, at most, because something has become of them already.
    static let longestSearch = 1000

    /// Whether something has become of an occurrence. A series that happens once a day at most has had its day, also
    /// when its time of day was moved.
    func isTaken(
        _ occurrence: Occurrence, of series: RecurringTask, _ schedule: Schedule, _ user: Identifier,
        in connection: any Connection
    ) throws -> Bool {
        let rows: SQL = "FROM occurrences WHERE user_id = \(user) AND recurring_task_id = \(series.id)"
        if schedule.isWithinDays {
            return try connection.exists("SELECT 1 \(rows) AND occurrence = \(occurrence.wallClock)")
        }
        let date = String(occurrence.date)
        // The character behind the "T" of a time.
        return try connection.exists(
            "SELECT 1 \(rows) AND occurrence >= \(date) AND occurrence < \(date + "U") LIMIT 1")
    }

    /// The first occurrence from `first` on of which nothing has become.
    func untaken(
        from first: Occurrence?, along line: Schedule, of series: RecurringTask, _ user: Identifier,
        in connection: any Connection
    ) throws -> Occurrence? {
        var next = first
        for _ in 0..<Self.longestSearch {
            guard let found = next, try isTaken(found, of: series, line, user, in: connection) else { break }
            next = line.next(after: found)
        }
        return next
    }

    /// Writes down what becomes of an occurrence; false when something has already.
    func note(
        _ occurrence: Occurrence, _ state: OccurrenceState, as task: Identifier? = nil, of series: RecurringTask,
        _ user: Identifier, in connection: any Connection
    ) throws -> Bool {
        try connection.count(
            """
            INSERT INTO occurrences (user_id, recurring_task_id, occurrence, state, task_id)
            VALUES (\(user), \(series.id), \(occurrence.wallClock), \(state.rawValue), \(task))
            ON CONFLICT DO NOTHING RETURNING 1
            """) == 1
    }

    /// Whether anything follows, where the rule says how many there are. A series that counts from its completions
    /// counts what has become of its occurrences; others know their last one from the start.
    func hasMore(
        _ series: RecurringTask, _ schedule: Schedule, _ user: Identifier, in connection: any Connection
    ) throws -> Bool {
        guard let count = schedule.count else { return true }
        let taken = try connection.first(
            "SELECT count(*) FROM occurrences WHERE user_id = \(user) AND recurring_task_id = \(series.id)"
        ) { try $0.int(0) }
        return (taken ?? 0) < count
    }
}

extension RecurringTask {
    /// What follows ``next`` as long as nothing is completed.
    func line(_ schedule: Schedule) throws(RecurrenceRuleError) -> Schedule {
        guard anchor == .completion, let next else { return schedule }
        return try schedule.restarted(at: next, of: self)
    }
}
