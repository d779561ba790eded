import Storage
import Testing

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

    @Test(arguments: Driver.all)
    func `steps are numbered from one without a gap`(driver: Driver) async throws {
        let status = try await driver.make().database.migrationStatus()
        #expect(status.map(\.number) == Array(1...status.count))
    }
}
