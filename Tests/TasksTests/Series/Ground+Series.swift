import Events
import JSON
import Storage
import StorageSQLite
import Tasks
import Time

/// What a test of series needs beside tasks.
extension Ground {
    var series: RecurringTasks { RecurringTasks(todos: todos) }

    /// Moves the clock to an instant.
    func go(to text: String) {
        guard let instant = RFC3339.instant(text) else { return }
        time.advance(seconds: (instant.milliseconds - time.now.milliseconds) / 1000)
    }

    /// A daily series that starts at `start`, unless `more` says otherwise.
    func start(_ start: String, _ more: (inout RecurringTaskChanges) -> Void = { _ in }) async throws -> RecurringTask {
        var changes = RecurringTaskChanges()
        changes.title = "Water the plants"
        changes.type = .daily
        changes.start = DueDate(start)
        more(&changes)
        return try await verb { [changes] in try $0.create(changes, by: $1, in: $2) }
    }

    func change(_ id: Identifier, _ more: (inout RecurringTaskChanges) -> Void) async throws -> RecurringTask {
        var changes = RecurringTaskChanges()
        more(&changes)
        return try await verb { [changes] in try $0.edit(id, changes, by: $1, in: $2) }
    }

    func found(_ id: Identifier) async throws -> RecurringTask {
        try await verb { try $0.find(id, of: $1.user, in: $2) }
    }

    /// Does what the scheduler does until nothing is due.
    ///
    /// - Returns: how often something was.
    @discardableResult
    func makeAll(limit: Int = RecurringTasks.batch) async throws -> Int {
        var rounds = 0
        while try await database.write({ [series, now = time.now] in
            try series.makeDue(at: now, limit: limit, in: $0).count
        }) > 0 {
            rounds += 1
            guard rounds < 10000 else { break }
        }
        return rounds
    }

    /// The due dates of the series' tasks, the earliest first.
    func dueDates(of id: Identifier) async throws -> [String] {
        try await tasks(of: id).compactMap { $0.due?.text }
    }

    func tasks(of id: Identifier) async throws -> [Todo] {
        var query = TodoQuery(sort: TodoSort(by: .dueDate, .ascending), size: 1000)
        query.filter.series = id
        return try await list(query).items
    }

    func preview(_ id: Identifier, _ count: Int = 5) async throws -> [String] {
        try await verb { try $0.preview(id, count: count, of: $1.user, in: $2) }.map(\.occurrence.wallClock)
    }

    func undo(last id: Identifier) async throws -> RecurringTask? {
        try await verb { series, author, connection in
            let events = try EventLog.events(of: author.user, task: id, after: 0, limit: .max, in: connection)
            guard let event = events.last(where: { $0.kind != .recurringTaskDue }) else { return nil }
            return try series.undo(event.id, of: id, by: author, in: connection)
        }
    }

    func verb<Value: Sendable>(
        _ verb: @escaping @Sendable (RecurringTasks, Author, any Connection) throws -> Value
    ) async throws -> Value {
        try await database.write { [series, author] in try verb(series, author, $0) }
    }
}

extension RecurringTask {
    /// `next_due_at` as the wire has it.
    var nextDue: String? { next?.dueDate.text }
}
