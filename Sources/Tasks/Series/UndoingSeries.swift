public import Events
import JSON
public import Storage
import Time

extension RecurringTasks {
    /// Takes back what an event of the person's series did. Undoing is itself a change, and can be undone.
    ///
    /// - Returns: the series as it is now; nil when its creation was undone.
    public func undo(
        _ eventID: Identifier, of id: Identifier, expecting precondition: Precondition = .none, by author: Author,
        in connection: any Connection
    ) throws -> RecurringTask? {
        try log.claim(author.user, in: connection)
        guard let event = try EventLog.event(eventID, of: author.user, in: connection), event.subject == id,
            event.kind.subject == .recurringTask
        else { throw TodoError.notFound }
        if try EventLog.isUndone(eventID, in: connection) { throw TodoError.cannotUndo(.undoneAlready) }
        let data = try JSONValue(stored: event.data.utf8)
        switch event.kind {
        case .recurringTaskCreated:
            let series = try existing(id, of: author.user, in: connection)
            try precondition.check(series.version)
            let changed = RecurringTaskField.changed(series, since: data["recurring_task"] ?? .null)
            guard changed.isEmpty else { throw TodoError.cannotUndo(.changedSince(fields: changed.map(\.rawValue))) }
            try remove(series, undoing: eventID, by: author, in: connection)
            return nil
        case .recurringTaskDeleted:
            return try undoDeletion(event, data["recurring_task"], expecting: precondition, by: author, in: connection)
        case .recurringTaskUpdated:
            let changes = data["changes"] ?? .null
            if let skip = changes[RecurringTaskEvent.skippedOccurrence] {
                return try undoSkip(skip, eventID, of: id, expecting: precondition, by: author, in: connection)
            }
            return try undoChange(changes, eventID, of: id, expecting: precondition, by: author, in: connection)
        default: throw TodoError.cannotUndo(.notAChange)
        }
    }

    private func undoSkip(
        _ skip: JSONValue, _ eventID: Identifier, of id: Identifier, expecting precondition: Precondition,
        by author: Author, in connection: any Connection
    ) throws -> RecurringTask {
        _ = try existing(id, of: author.user, in: connection)
        if let name = skip["after"]?.string {
            return try unskip(name, id, expecting: precondition, undoing: eventID, by: author, in: connection)
        }
        let name = skip["before"]?.string ?? ""
        do {
            return try self.skip(id, Skip(name), expecting: precondition, undoing: eventID, by: author, in: connection)
        } catch TodoError.invalid {
            throw TodoError.cannotUndo(.changedSince(fields: [RecurringTaskEvent.skippedOccurrence]))
        }
    }

    private func undoChange(
        _ changes: JSONValue, _ eventID: Identifier, of id: Identifier, expecting precondition: Precondition,
        by author: Author, in connection: any Connection
    ) throws -> RecurringTask {
        let series = try existing(id, of: author.user, in: connection)
        let changes = (changes.members ?? []).compactMap { member in
            RecurringTaskField(rawValue: member.name).map {
                ($0, member.value["before"] ?? .null, member.value["after"] ?? .null)
            }
        }
        // That occurrences were missed is nobody's change.
        guard !changes.isEmpty else { throw TodoError.cannotUndo(.notAChange) }
        let changed = changes.filter { field, _, after in !field.isValue(after, of: series) }.map(\.0.rawValue)
        guard changed.isEmpty else { throw TodoError.cannotUndo(.changedSince(fields: changed)) }
        return try change(id, expecting: precondition, undoing: eventID, by: author, in: connection) { series in
            for (field, before, _) in changes { try field.restore(before, in: &series) }
        }
    }

    /// A deleted series comes back with its id, takes those of its tasks that still exist, and goes on where it was.
    private func undoDeletion(
        _ event: CloudEvent, _ data: JSONValue?, expecting precondition: Precondition, by author: Author,
        in connection: any Connection
    ) throws -> RecurringTask {
        guard let data, var series = try RecurringTask(logged: data) else {
            throw StorageError.unreadable("a deleted series in the log")
        }
        guard try !exists(series.id, of: author.user, in: connection) else {
            throw TodoError.cannotUndo(.existsAgain)
        }
        try precondition.check(event.version)
        let now = clock.now()
        series.version = event.version + 1
        series.updatedAt = now
        try takeTasks(back: &series, of: author.user, in: connection)
        let schedule = try series.checkedSchedule()
        series.notBefore = data["next_due_at"]?.string.flatMap(DueDate.init)?.start(in: series.zone) ?? event.time
        try place(&series, schedule, at: now, of: author.user, in: connection)
        // It was not active, though it has something ahead.
        if data["is_active"]?.bool == false, series.isActive {
            series.isPaused = true
            series.next = nil
            series.isWaiting = false
        }
        try series.insert(of: author.user, in: connection)
        try log.append(
            .recurringTaskCreated, subject: series.id, version: series.version,
            data: RecurringTaskEvent.data(series), undoes: event.id, by: author, in: connection)
        return try advance(series, at: now, by: author.asSystem, in: connection)
    }

    private func takeTasks(
        back series: inout RecurringTask, of user: Identifier, in connection: any Connection
    ) throws {
        try connection.execute(
            """
            UPDATE tasks SET recurring_task_id = \(series.id)
            WHERE user_id = \(user) AND recurring_task_id IS NULL AND id IN
                (SELECT task_id FROM occurrences
                WHERE user_id = \(user) AND recurring_task_id = \(series.id) AND task_id IS NOT NULL)
            """)
        series.currentTask = try connection.first(
            """
            SELECT id FROM tasks WHERE user_id = \(user) AND recurring_task_id = \(series.id)
            ORDER BY id DESC LIMIT 1
            """
        ) { try $0.identifier(0) }
    }

    /// The series, which its log knows.
    private func existing(
        _ id: Identifier, of user: Identifier, in connection: any Connection
    ) throws -> RecurringTask {
        do {
            return try find(id, of: user, in: connection)
        } catch TodoError.notFound {
            throw TodoError.cannotUndo(.deletedSince)
        }
    }
}

extension RecurringTaskField {
    /// The fields that have another value than the log holds of a new series. One that has ended without anybody's
    /// doing has not changed.
    fileprivate static func changed(_ series: RecurringTask, since logged: JSONValue) -> [RecurringTaskField] {
        allCases.filter { field in
            if field == .active { return series.isPaused && logged[field.rawValue]?.bool == true }
            return logged[field.rawValue].map { !field.isValue($0, of: series) } ?? true
        }
    }
}
