import Events
import Foundation
import Storage
import StorageSQLite
import Synchronization
import Tasks
import Time

/// A database of its own for one test, with a clock that stands until it is told to move.
final class Ground: Sendable {
    let database: SQLiteDatabase
    let todos: Todos
    let author: Author
    let time = StandingClock()
    let path: String

    init(timezone: String = "UTC") async throws {
        path = FileManager.default.temporaryDirectory.appending(path: "todo-\(UUID()).sqlite").path
        database = try SQLiteDatabase(path: path)
        _ = try await database.migrate()
        todos = Todos(log: EventLog(clock: time.clock, wake: { _ in }), clock: time.clock)
        author = try await Self.person(timezone: timezone, in: database, at: time.now)
    }

    deinit {
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }

    /// Adds a person with nothing to do.
    static func person(timezone: String = "UTC", in database: SQLiteDatabase, at now: Instant) async throws -> Author {
        let id = Identifier(at: now)
        try await database.write { connection in
            try connection.execute(
                """
                INSERT INTO users (id, email, email_key, name, timezone, locale, password_hash, created_at)
                VALUES (\(id), \(id.description), \(id.description), 'A person', \(timezone), 'en', '', \(now))
                """)
            try connection.execute("INSERT INTO event_sequences (user_id, last) VALUES (\(id), 0)")
            try connection.execute("INSERT INTO task_counts (user_id, open, completed) VALUES (\(id), 0, 0)")
        }
        return Author(user: id, actor: "user:\(id)", traceparent: "")
    }

    func create(_ title: String, _ more: (inout TodoChanges) -> Void = { _ in }) async throws -> Todo {
        var changes = TodoChanges(title: title)
        more(&changes)
        return try await write { [changes] in try $0.create(changes, by: $1, in: $2) }
    }

    func edit(_ id: Identifier, _ changes: TodoChanges, expecting: Precondition = .none) async throws -> Todo {
        try await write { try $0.edit(id, changes, expecting: expecting, by: $1, in: $2) }
    }

    func delete(_ id: Identifier) async throws {
        try await write { try $0.delete(id, by: $1, in: $2) }
    }

    func undo(_ event: CloudEvent, of id: Identifier) async throws -> Todo? {
        try await write { try $0.undo(event.id, of: id, by: $1, in: $2) }
    }

    func list(_ query: TodoQuery) async throws -> TodoPage {
        try await database.read { [todos, author] in try todos.list(query, of: author.user, in: $0) }
    }

    /// The titles on the first page of a list.
    func titles(sort: TodoSort = TodoSort(), _ filter: (inout TodoFilter) -> Void = { _ in }) async throws -> [String] {
        var query = TodoQuery(sort: sort, size: 100)
        filter(&query.filter)
        return try await list(query).items.map(\.title)
    }

    func events(of id: Identifier) async throws -> [CloudEvent] {
        try await database.read { [author] in
            try EventLog.events(of: author.user, task: id, after: 0, limit: 100, in: $0)
        }
    }

    /// What only the tables know: rows that must agree with each other.
    func counts() async throws -> (open: Int, completed: Int, tags: Int, search: Int) {
        try await database.read { [author] connection in
            let user = author.user
            func count(_ query: SQL) throws -> Int { try connection.first(query) { try $0.int(0) } ?? -1 }
            return (
                try count("SELECT open FROM task_counts WHERE user_id = \(user)"),
                try count("SELECT completed FROM task_counts WHERE user_id = \(user)"),
                try count("SELECT count(*) FROM task_tags WHERE user_id = \(user)"),
                try count("SELECT count(*) FROM task_search WHERE user_id = \(user)")
            )
        }
    }

    func write<Value: Sendable>(
        _ verb: @escaping @Sendable (Todos, Author, any Connection) throws -> Value
    ) async throws -> Value {
        try await database.write { [todos, author] in try verb(todos, author, $0) }
    }
}

/// Time that moves only when a test says so.
final class StandingClock: Sendable {
    private let time = Mutex(Instant(milliseconds: 1_764_000_000_000))

    var now: Instant { time.withLock { $0 } }
    var clock: WallClock { WallClock { self.now } }

    func advance(seconds: Int64) {
        time.withLock { $0 = $0.adding(seconds: seconds) }
    }
}
