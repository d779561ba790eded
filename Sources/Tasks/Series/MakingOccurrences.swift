import Events
import Recurrence
public import Storage
public import Time

/// What one transaction of ``RecurringTasks/makeDue(at:limit:in:)`` did.
public struct Making: Sendable {
    /// Series that were moved on; what is left is due still.
    public let count: Int
    /// Series whose rows nobody can read; nothing more is made of them.
    public fileprivate(set) var unreadable: [Identifier] = []
}

extension RecurringTasks {
    /// Tasks that one transaction makes, at most.
    public static let batch = 50

    /// The next instant at which a task is to be made.
    public static func nextMaking(in connection: any Connection) throws -> Instant? {
        try connection.first(
            "SELECT make_at FROM recurring_tasks WHERE make_at IS NOT NULL ORDER BY make_at LIMIT 1"
        ) { try $0.instant(0) }
    }

    /// Makes what is due to be made at `now`, of everybody's series, a bounded part of it. Any number of processes may
    /// do it at once: each series is looked at again once its owner's place in the log is taken, and no occurrence is
    /// made twice.
    ///
    /// - Parameter limit: tasks to make and series to look at, at most.
    public func makeDue(at now: Instant, limit: Int = batch, in connection: any Connection) throws -> Making {
        let due = try connection.fetch(
            """
            SELECT user_id, id FROM recurring_tasks WHERE make_at IS NOT NULL AND make_at <= \(now)
            ORDER BY make_at, user_id, id LIMIT \(limit)
            """
        ) { (user: try $0.identifier(0), id: try $0.identifier(1)) }
        var made = Making(count: due.count)
        // By person, so that no two processes wait for each other's people.
        for (user, id) in due.sorted(by: { ($0.user, $0.id) < ($1.user, $1.id) }) {
            try log.claim(user, in: connection)
            try makeDue(of: id, user, at: now, limit: max(limit / due.count, 1), &made, in: connection)
        }
        return made
    }

    private func makeDue(
        of id: Identifier, _ user: Identifier, at now: Instant, limit: Int, _ made: inout Making,
        in connection: any Connection
    ) throws {
        let owned: SQL = "FROM recurring_tasks r WHERE r.user_id = \(user) AND r.id = \(id)"
        let found: RecurringTask?
        do {
            found = try connection.first("SELECT \(RecurringTask.columns) \(owned)", RecurringTask.init(row:))
        } catch StorageError.unreadable {
            // One damaged row must not keep everybody else's series from going on.
            try Self.makeNoMore(of: id, user, in: connection)
            made.unreadable.append(id)
            return
        }
        guard let series = found else { return }
        guard try connection.exists("SELECT 1 FROM users WHERE id = \(user) AND deleted_at IS NULL") else {
            // Of a deleted account nothing is made; the series itself goes with the rest of it.
            return try Self.makeNoMore(of: id, user, in: connection)
        }
        do {
            try advance(series, at: now, limit: limit, by: .system(for: user), in: connection)
        } catch is RecurrenceRuleError {
            try stop(series, by: .system(for: user), in: connection)
        }
    }

    private static func makeNoMore(
        of id: Identifier, _ user: Identifier, in connection: any Connection
    ) throws {
        try connection.execute("UPDATE recurring_tasks SET make_at = NULL WHERE user_id = \(user) AND id = \(id)")
    }

    /// Pauses a series whose rule this program does not understand, where its owner sees it: nothing else could be
    /// made as long as it is due.
    private func stop(_ series: RecurringTask, by author: Author, in connection: any Connection) throws {
        var stopped = series
        stopped.isPaused = true
        stopped.next = nil
        try stopped.updatePlace(of: author.user, at: clock.now(), in: connection)
        try log.append(
            .recurringTaskUpdated, subject: series.id, version: series.version,
            data: RecurringTaskEvent.data(stopped, changed: [.active], from: series), by: author, in: connection)
    }

    /// Makes the occurrences of a series that are to be made at `now`, and moves it on.
    ///
    /// - Parameters:
    ///   - limit: tasks to make, at most.
    ///   - author: the system, in the course of whose request it may be.
    @discardableResult
    func advance(
        _ series: RecurringTask, at now: Instant, limit: Int = batch, by author: Author,
        in connection: any Connection
    ) throws -> RecurringTask {
        guard let next = series.next, let makeAt = series.makeAt, makeAt <= now else { return series }
        var series = series
        let schedule = try Schedule(series)
        let line = try series.line(schedule)
        let decision = CatchingUp(from: next, along: line, series.catchUp, at: now)
        // What is skipped is not next.
        series.next = try untaken(from: decision.next, along: line, of: series, author.user, in: connection)
        if let missed = decision.missed {
            try log.append(
                .recurringTaskUpdated, subject: series.id, version: series.version,
                data: RecurringTaskEvent.data(series, missed: missed), by: author, in: connection)
        }
        var made = 0
        while made < limit, let next = series.next, let makeAt = series.makeAt, makeAt <= now {
            try make(next, of: &series, schedule, at: now, by: author, in: connection)
            made += 1
        }
        try series.updatePlace(of: author.user, at: now, in: connection)
        return series
    }

    /// Makes the task of an occurrence.
    private func make(
        _ occurrence: Occurrence, of series: inout RecurringTask, _ schedule: Schedule, at now: Instant,
        by author: Author, in connection: any Connection
    ) throws {
        let created = clock.now()
        // Which day is over when is for its owner's zone to say.
        let due = try occurrence.dueDate.resolved(in: todos.zone(of: author.user, in: connection))
        let todo = Todo(
            id: Identifier(at: created), title: series.title, description: series.description,
            priority: series.priority, completedAt: nil, due: due, notified: false,
            series: series.id, tags: series.tags, version: 1, updatedAt: created)
        // The primary key is what makes it happen once, whoever else is at it.
        guard try note(occurrence, .made, as: todo.id, of: series, author.user, in: connection) else {
            series.next = schedule.next(after: occurrence)
            return
        }
        series.previousTask = series.currentTask
        series.currentTask = todo.id
        series.lastCreatedAt = created
        switch series.anchor {
        case .schedule:
            let next = schedule.next(after: occurrence)
            series.next = try untaken(from: next, along: schedule, of: series, author.user, in: connection)
        case .completion:
            series.next = nil
            series.isWaiting = try hasMore(series, schedule, author.user, in: connection)
        }
        try todos.add(todo, by: author, in: connection)
        try log.append(
            .recurringTaskDue, subject: series.id, version: series.version,
            data: RecurringTaskEvent.data(
                series, made: occurrence, as: todo,
                isLate: due.instant.adding(milliseconds: TodoAlarm.tolerance) < now),
            by: author, in: connection)
    }
}
