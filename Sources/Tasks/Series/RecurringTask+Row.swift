import JSON
import Storage
import Time

extension RecurringTask {
    static let columns: SQL = """
        r.id, r.title, r.description, r.priority, r.tags, r.recurrence_type, r.recurrence_interval, r.recurrence_rule,
        r.timezone, r.start_date, r.end_date, r.anchor, r.create_ahead, r.catch_up, r.state, r.next_occurrence,
        r.next_due_at, r.not_before, r.last_created_at, r.current_task_id, r.previous_task_id, r.version, r.created_at,
        r.updated_at
        """

    /// What lies ahead of a series, as the database says it.
    enum State: String {
        case scheduled, waiting, paused, ended
    }

    var state: State {
        if isPaused { return .paused }
        if isWaiting { return .waiting }
        return next == nil ? .ended : .scheduled
    }

    /// Reads a row of ``columns``.
    init(row: any Row) throws {
        func known<Value>(_ value: Value?) throws -> Value {
            guard let value else { throw StorageError.unreadable("a recurring task") }
            return value
        }
        id = try row.identifier(0)
        title = try row.text(1)
        description = try row.text(2)
        priority = try known(Priority(rank: try row.int(3)))
        tags = try Tags.read(try row.text(4))
        type = try known(RecurrenceType(rawValue: try row.text(5)))
        interval = try row.int(6)
        rule = try row.text(7)
        timezone = try row.text(8)
        start = try known(DueDate(try row.text(9)))
        end = try row.optionalText(10).map { try known(DueDate($0)) }
        anchor = try known(Anchor(rawValue: try row.text(11)))
        createAhead = ISODuration(seconds: try row.integer(12))
        catchUp = try known(CatchUp(rawValue: try row.text(13)))
        let state = try known(State(rawValue: try row.text(14)))
        isPaused = state == .paused
        isWaiting = state == .waiting
        next = try row.optionalText(15).map { Occurrence(wallClock: $0, due: try row.instant(16)) }
        notBefore = try row.optionalInstant(17)
        lastCreatedAt = try row.optionalInstant(18)
        currentTask = try row.optionalIdentifier(19)
        previousTask = try row.optionalIdentifier(20)
        version = try row.integer(21)
        createdAt = try row.instant(22)
        updatedAt = try row.instant(23)
    }

    func insert(of user: Identifier, in connection: any Connection) throws {
        try connection.execute(
            """
            INSERT INTO recurring_tasks (user_id, id, title, title_key, description, priority, tags, recurrence_type,
                recurrence_interval, recurrence_rule, timezone, start_date, end_date, anchor, create_ahead, catch_up,
                state, next_occurrence, next_due_at, make_at, not_before, last_created_at,
                current_task_id, previous_task_id, version, created_at, updated_at)
            VALUES (\(user), \(id), \(title), \(title.caseFolded), \(description), \(priority.rank),
                \(Tags.json(tags)), \(type.rawValue), \(interval), \(rule), \(timezone), \(start.text), \(end?.text),
                \(anchor.rawValue), \(createAhead.seconds), \(catchUp.rawValue), \(state.rawValue),
                \(next?.wallClock), \(next?.due), \(makeAt), \(notBefore), \(lastCreatedAt),
                \(currentTask), \(previousTask), \(version), \(createdAt), \(updatedAt))
            """)
    }

    /// Writes what people can change, and where the series stands.
    func update(of user: Identifier, at now: Instant, in connection: any Connection) throws {
        try connection.execute(
            """
            UPDATE recurring_tasks SET title = \(title), title_key = \(title.caseFolded),
                description = \(description), priority = \(priority.rank), tags = \(Tags.json(tags)),
                recurrence_type = \(type.rawValue), recurrence_interval = \(interval), recurrence_rule = \(rule),
                timezone = \(timezone), start_date = \(start.text), end_date = \(end?.text),
                anchor = \(anchor.rawValue), create_ahead = \(createAhead.seconds), catch_up = \(catchUp.rawValue),
                version = \(version), updated_at = \(updatedAt)
            WHERE user_id = \(user) AND id = \(id)
            """)
        try updatePlace(of: user, at: now, in: connection)
    }

    /// Writes where the series stands: what moves without people.
    ///
    /// - Parameter now: a series that still has something to make queues behind those that were due before.
    func updatePlace(of user: Identifier, at now: Instant, in connection: any Connection) throws {
        try connection.execute(
            """
            UPDATE recurring_tasks SET state = \(state.rawValue), next_occurrence = \(next?.wallClock),
                next_due_at = \(next?.due), make_at = \(makeAt.map { max($0, now) }), not_before = \(notBefore),
                last_created_at = \(lastCreatedAt), current_task_id = \(currentTask),
                previous_task_id = \(previousTask)
            WHERE user_id = \(user) AND id = \(id)
            """)
    }
}
