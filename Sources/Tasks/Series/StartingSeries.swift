public import Events
import Recurrence
public import Storage
import Time

extension RecurringTasks {
    /// Makes a series, and at once the tasks of occurrences that are due to be made.
    ///
    /// - Parameter changes: with a title, a type, a start, and a rule if the type is custom.
    public func create(
        _ changes: RecurringTaskChanges, by author: Author, in connection: any Connection
    ) throws -> RecurringTask {
        try log.claim(author.user, in: connection)
        let now = clock.now()
        var changes = changes
        changes.require()
        var series = RecurringTask(
            id: Identifier(at: now), title: "", description: "", priority: .medium, tags: [], type: .daily, interval: 1,
            rule: "", timezone: try todos.zone(of: author.user, in: connection).identifier, start: .at(now), end: nil,
            anchor: .schedule, createAhead: ISODuration(days: 1), catchUp: .latest, createdAt: now, updatedAt: now)
        // Active unless it says otherwise, though it has no occurrence yet.
        series.isWaiting = true
        try changes.apply(to: &series)
        series.isWaiting = false
        let schedule = try series.checkedSchedule()
        if !series.isPaused { series.next = schedule.first }
        try series.insert(of: author.user, in: connection)
        try log.append(
            .recurringTaskCreated, subject: series.id, version: series.version,
            data: RecurringTaskEvent.data(series), by: author, in: connection)
        return try advance(series, at: now, by: author.asSystem, in: connection)
    }
}

extension RecurringTaskChanges {
    /// Notes what a new series cannot do without.
    fileprivate mutating func require() {
        func require(_ value: Any?, _ field: String) {
            // A member that was there but refused has its message already, and so has what is no object.
            if value == nil, !errors.contains(where: { $0.field == field || $0.field.isEmpty }) {
                errors.append((field, "is required"))
            }
        }
        require(title, "title")
        require(type, "recurrence_type")
        require(start, "start_date")
        if type == .custom { require(rule, "recurrence_rule") }
    }
}
