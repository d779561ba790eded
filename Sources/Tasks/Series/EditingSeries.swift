public import Events
public import Storage
import Time

extension RecurringTasks {
    /// Changes the members that `changes` names. Tasks that were made already stay as they are. A change that changes
    /// nothing leaves the version as it is and makes no event.
    public func edit(
        _ id: Identifier, _ changes: RecurringTaskChanges, expecting precondition: Precondition = .none,
        by author: Author, in connection: any Connection
    ) throws -> RecurringTask {
        try change(id, expecting: precondition, by: author, in: connection) { series in
            let before = series
            try changes.apply(to: &series)
            let moves = RecurringTaskField.differences(before, series).contains(where: \.movesOccurrences)
            if changes.isActive == true, !before.isActive, !moves { throw Self.hasEnded }
        }
    }

    /// Stops a series; what falls into the pause is never made. Nothing changes for one that has ended.
    public func pause(
        _ id: Identifier, expecting precondition: Precondition = .none, by author: Author,
        in connection: any Connection
    ) throws -> RecurringTask {
        try change(id, expecting: precondition, by: author, in: connection) { series in
            if series.isActive { series.isPaused = true }
        }
    }

    /// Lets a paused series go on from now. Refuses one that has ended.
    public func resume(
        _ id: Identifier, expecting precondition: Precondition = .none, by author: Author,
        in connection: any Connection
    ) throws -> RecurringTask {
        var changes = RecurringTaskChanges()
        changes.isActive = true
        return try edit(id, changes, expecting: precondition, by: author, in: connection)
    }

    /// Lets `apply` change the person's series, writes what came of it, with its event, and makes what is to be made.
    func change(
        _ id: Identifier, expecting precondition: Precondition, undoing undone: Identifier? = nil, by author: Author,
        in connection: any Connection, _ apply: (inout RecurringTask) throws -> Void
    ) throws -> RecurringTask {
        try log.claim(author.user, in: connection)
        let found = try find(id, of: author.user, in: connection)
        try precondition.check(found.version)
        let now = clock.now()
        // What was due to be made before is made as the series was then.
        let before = try advance(found, at: now, limit: CatchingUp.limit, by: author.asSystem, in: connection)
        var after = before
        try apply(&after)
        let fields = RecurringTaskField.differences(before, after)
        guard !fields.isEmpty else { return before }
        if fields.contains(where: \.movesOccurrences) {
            let schedule = try after.checkedSchedule()
            if fields.contains(.active) || after.notBefore != nil || before.lastCreatedAt != nil {
                after.notBefore = now
            }
            try place(&after, schedule, at: now, of: author.user, in: connection)
            if fields.contains(.active), !after.isPaused, !after.isActive { throw Self.hasEnded }
        }
        after.version += 1
        after.updatedAt = now
        try after.update(of: author.user, at: now, in: connection)
        try log.append(
            .recurringTaskUpdated, subject: id, version: after.version,
            data: RecurringTaskEvent.data(after, changed: fields, from: before), undoes: undone, by: author,
            in: connection)
        return try advance(after, at: now, by: author.asSystem, in: connection)
    }

    private static let hasEnded = TodoError.invalid([
        ("is_active", "the series has ended: it needs a later end_date or another rule")
    ])
}
