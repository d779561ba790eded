import ArgumentParser
import Events
import Storage
import StorageSQLite
import Tasks
import Time

/// Fills a database with people and tasks that are due one day, or makes some of them due at once.
struct Arm: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Give many people tasks with due dates; or, with --at, move the first due dates of each to one second.")

    @Argument(help: "The database file.") var database: String
    @Option(help: "People.") var people = 1000
    @Option(help: "Tasks of each person.") var tasks = 1000
    @Option(help: "Milliseconds since 1970 at which the first tasks of each person are to be due.") var at: Int64?

    private static let day: Int64 = 86400

    func run() async throws {
        let database = try SQLiteDatabase(path: database)
        _ = try await database.migrate()
        let todos = Todos(log: EventLog(clock: .system, wake: { _ in }), clock: .system)
        if let at {
            try await move(to: Instant(milliseconds: at), in: database, todos)
        } else {
            try await fill(database, todos)
        }
    }

    private func fill(_ database: SQLiteDatabase, _ todos: Todos) async throws {
        let now = WallClock.system.now()
        for _ in 0..<people {
            let id = Identifier(at: WallClock.system.now())
            try await database.write { [tasks] connection in
                try connection.execute(
                    """
                    INSERT INTO users (id, email, email_key, name, timezone, locale, password_hash, created_at)
                    VALUES (\(id), \(id.description), \(id.description), '', 'UTC', 'en', '', 0)
                    """)
                try connection.execute("INSERT INTO event_sequences (user_id, last) VALUES (\(id), 0)")
                try connection.execute("INSERT INTO task_counts (user_id, open, completed) VALUES (\(id), 0, 0)")
                let author = Author(user: id, actor: "user", traceparent: "")
                for number in 0..<tasks {
                    var draft = Seed.draft(number)
                    draft.dueDate = .some(.at(now.adding(seconds: Self.day * (30 + Int64(number) % 365))))
                    _ = try todos.create(draft, by: author, in: connection)
                }
                // What the relay would have done by now.
                try connection.execute("DELETE FROM unpublished WHERE user_id = \(id)")
            }
        }
    }

    /// Moves ten tasks of each person.
    private func move(to instant: Instant, in database: SQLiteDatabase, _ todos: Todos) async throws {
        let users = try await database.read { try $0.fetch("SELECT id FROM users") { try $0.identifier(0) } }
        for user in users {
            try await database.write { connection in
                let author = Author(user: user, actor: "user", traceparent: "")
                let ids = try connection.fetch("SELECT id FROM tasks WHERE user_id = \(user) ORDER BY id LIMIT 10") {
                    try $0.identifier(0)
                }
                for id in ids {
                    _ = try todos.edit(id, TodoChanges(dueDate: .some(.at(instant))), by: author, in: connection)
                }
            }
        }
    }
}
