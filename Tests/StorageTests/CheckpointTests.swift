import Storage
import Testing

@testable import StorageSQLite

struct CheckpointTests {
    private func write(_ count: Int, to database: SQLiteDatabase) async throws {
        for _ in 0..<count {
            // A hundred pages each.
            try await database.write { try $0.execute("INSERT INTO samples VALUES (randomblob(400000))") }
        }
    }

    private func size(_ name: String, of database: SQLiteDatabase) -> Double {
        (database.gauges().first { $0.name == "todo_\(name)_size_bytes" }?.value ?? 0) / 4096
    }

    @Test func `a long log is carried over while nobody writes, and starts over`() async throws {
        let folder = try TemporaryFolder()
        let database = try SQLiteDatabase(
            path: folder.path + "/todo.db", logLengths: Checkpoints.Lengths(long: 50, longest: 1_000_000))
        defer { database.close() }
        try await database.write { try $0.execute("CREATE TABLE samples (bytes BLOB)") }
        for _ in 0..<20 {
            try await write(1, to: database)
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(size("wal", of: database) < 1000)
        #expect(size("database", of: database) > 1000)
    }

    @Test func `a log that somebody always writes to stays bounded`() async throws {
        let folder = try TemporaryFolder()
        let database = try SQLiteDatabase(
            path: folder.path + "/todo.db", logLengths: Checkpoints.Lengths(long: 500, longest: 2000))
        defer { database.close() }
        try await database.write { try $0.execute("CREATE TABLE samples (bytes BLOB)") }
        try await withThrowingTaskGroup { group in
            for _ in 0..<4 { group.addTask { try await write(50, to: database) } }
            try await group.waitForAll()
        }
        // Groups of four may be written while one checkpoint ends and the next is tried.
        #expect(size("wal", of: database) < 4000)
        #expect(size("database", of: database) > 16_000)
        #expect(try await database.read { try $0.count("SELECT 1 FROM samples") } == 200)
    }
}
