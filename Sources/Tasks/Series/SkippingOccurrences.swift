public import Events
public import Storage
import Time

/// Which occurrence is to be left out.
public struct Skip: Sendable {
    /// ``Occurrence/wallClock`` or the due date; nil for the next one.
    public var occurrence: String?
    /// What is wrong with the values; they are refused only after it is known that the series exists and is the
    /// version that was meant.
    public var errors: [(field: String, message: String)] = []

    public init(_ occurrence: String? = nil) {
        self.occurrence = occurrence
    }
}

extension RecurringTasks {
    /// Leaves out an occurrence that has no task yet.
    public func skip(
        _ id: Identifier, _ skip: Skip = Skip(), expecting precondition: Precondition = .none, by author: Author,
        in connection: any Connection
    ) throws -> RecurringTask {
        try self.skip(id, skip, expecting: precondition, undoing: nil, by: author, in: connection)
    }

    func skip(
        _ id: Identifier, _ skip: Skip, expecting precondition: Precondition, undoing undone: Identifier?,
        by author: Author, in connection: any Connection
    ) throws -> RecurringTask {
        try log.claim(author.user, in: connection)
        let found = try find(id, of: author.user, in: connection)
        try precondition.check(found.version)
        guard skip.errors.isEmpty else { throw TodoError.invalid(skip.errors) }
        let now = clock.now()
        var series = try advance(found, at: now, limit: CatchingUp.limit, by: author.asSystem, in: connection)
        guard let next = series.next else {
            throw TodoError.invalid([("occurrence", "the series has no occurrence ahead that is known")])
        }
        let schedule = try Schedule(series)
        let line = try series.line(schedule)
        let target = try skip.occurrence.map { try line.upcoming($0, from: next) } ?? next
        guard try note(target, .skipped, of: series, author.user, in: connection) else { return series }
        if target == next {
            let isOver = try series.anchor == .completion && !hasMore(series, schedule, author.user, in: connection)
            series.next =
                isOver
                ? nil
                : try untaken(from: line.next(after: next), along: line, of: series, author.user, in: connection)
        }
        return try write(
            &series, target.wallClock, isBack: false, undoing: undone, at: now, by: author, in: connection)
    }

    /// Makes an occurrence possible again that was left out.
    func unskip(
        _ name: String, _ id: Identifier, expecting precondition: Precondition, undoing undone: Identifier,
        by author: Author, in connection: any Connection
    ) throws -> RecurringTask {
        let found = try find(id, of: author.user, in: connection)
        try precondition.check(found.version)
        let now = clock.now()
        var series = try advance(found, at: now, limit: CatchingUp.limit, by: author.asSystem, in: connection)
        let wasSkipped = try connection.count(
            """
            DELETE FROM occurrences WHERE user_id = \(author.user) AND recurring_task_id = \(id)
                AND occurrence = \(name) AND state = \(OccurrenceState.skipped.rawValue) RETURNING 1
            """)
        let schedule = try Schedule(series)
        // A series that counts from completions had it only while it was next.
        guard wasSkipped == 1, let occurrence = schedule.occurrence(named: name),
            series.anchor == .completion || schedule.contains(occurrence),
            occurrence.due >= series.notBefore ?? .earliest
        else {
            throw TodoError.cannotUndo(.changedSince(fields: [RecurringTaskEvent.skippedOccurrence]))
        }
        let isAhead = series.next.map { occurrence.due < $0.due } ?? !series.isWaiting
        if isAhead, !series.isPaused { series.next = occurrence }
        return try write(
            &series, name, isBack: true, undoing: undone, at: now, by: author, in: connection)
    }

    private func write(
        _ series: inout RecurringTask, _ name: String, isBack: Bool, undoing undone: Identifier?, at now: Instant,
        by author: Author, in connection: any Connection
    ) throws -> RecurringTask {
        series.version += 1
        series.updatedAt = now
        try series.update(of: author.user, at: now, in: connection)
        try log.append(
            .recurringTaskUpdated, subject: series.id, version: series.version,
            data: RecurringTaskEvent.data(series, skipped: name, isBack: isBack), undoes: undone, by: author,
            in: connection)
        return try advance(series, at: now, by: author.asSystem, in: connection)
    }
}

extension Schedule {
    /// The occurrence that somebody means, if it is the next one or comes after it.
    fileprivate func upcoming(_ name: String, from next: Occurrence) throws -> Occurrence {
        var meant = occurrence(named: name)
        if meant == nil, case .at(let instant)? = DueDate(name) {
            meant = first(dueFrom: instant).flatMap { $0.due == instant ? $0 : nil }
        }
        guard let meant, meant.due >= next.due, contains(meant) else {
            throw TodoError.invalid([("occurrence", "is not one of the series that is still to be made")])
        }
        return meant
    }
}
