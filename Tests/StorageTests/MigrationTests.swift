import Storage
import Testing
import Time

@testable import StorageSQLite

struct MigrationTests {
    @Test(arguments: Driver.all)
    func `migrating twice changes nothing`(driver: Driver) async throws {
        let sample = try driver.make()
        #expect(try await sample.database.migrationStatus().allSatisfy { !$0.isApplied })
        let first = try await sample.database.migrate()
        #expect(!first.isEmpty && !first.map(\.isApplied).contains(false))
        #expect(try await sample.database.migrate() == first)
        #expect(try await sample.database.migrationStatus() == first)
    }

    @Test(arguments: Driver.all)
    func `several processes may open and migrate a new database at once`(driver: Driver) async throws {
        for _ in 0..<10 {
            let sample = try driver.make()
            try await withThrowingTaskGroup { group in
                for _ in 0..<4 {
                    group.addTask {
                        let status = try await sample.another().migrate()
                        #expect(status.map(\.isApplied).contains(false) == false)
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test(arguments: Driver.all)
    func `a database that is newer than the program is refused`(driver: Driver) async throws {
        let sample = try driver.make()
        _ = try await sample.database.migrate()
        try await sample.database.write { connection in
            try connection.execute(
                "INSERT INTO schema_migrations (number, name, applied_at) VALUES (999, 'from tomorrow', 0)")
        }
        for call in [sample.database.migrate, sample.database.migrationStatus] {
            let failure = await #expect(throws: StorageError.self) { try await call() }
            guard case .schema = failure else {
                Issue.record("not refused: \(String(describing: failure))")
                continue
            }
        }
    }

    /// The oldest schema that has tasks which a later step rewrites.
    @Test func `tasks and the inbox come through the later steps`() async throws {
        let sample = try Driver.sqlite.make()
        let (user, task) = (Identifier(at: Instant(milliseconds: 1)), Identifier(at: Instant(milliseconds: 2)))
        try await sample.database.write { connection in
            let sqlite = try #require(connection as? SQLiteConnection)
            try sqlite.script(
                "CREATE TABLE schema_migrations (number INTEGER PRIMARY KEY, name TEXT, applied_at INTEGER) STRICT")
            for step in SQLiteDatabase.migrations.prefix(6) {
                try sqlite.script(step.script)
                try connection.execute("INSERT INTO schema_migrations VALUES (\(step.number), \(step.name), 0)")
            }
            try connection.execute(
                """
                INSERT INTO users (id, email, email_key, name, timezone, locale, password_hash, created_at)
                VALUES (\(user), 'a@b', 'a@b', 'A', 'UTC', 'en', '', 1)
                """)
            try connection.execute(
                """
                INSERT INTO tasks (user_id, id, title, title_key, description, priority, completed, tags, version,
                    created_at, updated_at)
                VALUES (\(user), \(task), 'T', 't', '', 1, 0, '[]', 7, 2, 3)
                """)
            try connection.execute("INSERT INTO task_tags VALUES (\(user), 'tag', \(task))")
            try connection.execute("INSERT INTO inbox VALUES ('a', \(task), 2)")
        }
        _ = try await sample.database.migrate()
        let kept = try await sample.database.read { connection in
            try connection.first(
                "SELECT t.version FROM tasks t JOIN task_tags g ON g.task_id = t.id JOIN inbox i ON i.event_id = t.id"
            ) { try $0.int(0) }
        }
        #expect(kept == 7)
    }

    @Test(arguments: Driver.all)
    func `steps are numbered from one without a gap`(driver: Driver) async throws {
        let status = try await driver.make().database.migrationStatus()
        #expect(status.map(\.number) == Array(1...status.count))
    }
}
