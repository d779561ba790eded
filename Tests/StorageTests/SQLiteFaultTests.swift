import Foundation
import GRDBSQLite
import Storage
import Testing

@testable import StorageSQLite

/// What becomes of a database on a disk that is full, failing, read-only or scribbled on.
@Suite(.timeLimit(.minutes(1)))
struct SQLiteFaultTests {
    @Test func `a full disk refuses writes, loses nothing acknowledged, and works again when there is room`()
        async throws
    {
        let sample = try await Driver.sqlite.sample()
        for number in 1...10 { try await sample.add(number) }
        let fault = SystemFaults.arm(in: sample.folder.path, .write) { SQLITE_FULL }
        for number in 11...15 {
            await #expect(throws: StorageError.full) { try await sample.add(number) }
        }
        #expect(await sample.database.health() != .ready)
        #expect(try await sample.numbers() == Array(1...10))
        SystemFaults.disarm(fault)
        try await sample.add(16)
        #expect(try await sample.numbers() == Array(1...10) + [16])
        let elsewhere = try sample.another()
        #expect(try await elsewhere.read { try $0.count("SELECT 1 FROM samples") } == 11)
    }

    @Test func `health asks whether a full disk has room again`() async throws {
        let sample = try await Driver.sqlite.sample()
        _ = try await sample.database.migrate()
        let fault = SystemFaults.arm(in: sample.folder.path, .write) { SQLITE_FULL }
        await #expect(throws: StorageError.full) { try await sample.add(1) }
        #expect(await sample.database.health() == .failing("full"))
        SystemFaults.disarm(fault)
        #expect(await sample.database.health() == .ready)
    }

    @Test func `a database at its largest size refuses what makes it grow`() async throws {
        let sample = try await Driver.sqlite.sample()
        try await sample.add(1)
        try await sample.database.write { connection in
            let pages = try connection.first("PRAGMA page_count") { try $0.int(0) } ?? 0
            _ = try connection.fetch("PRAGMA max_page_count = \(unsafeSQL: "\(pages + 2)")") { _ in }
        }
        let text = String(repeating: "x", count: 100_000)
        await #expect(throws: StorageError.full) { try await sample.add(2, text) }
        #expect(await sample.database.health() != .ready)
        try await sample.add(3, "small")
        #expect(try await sample.numbers() == [1, 3])
        try await sample.database.write { _ = try $0.fetch("PRAGMA max_page_count = 1000000") { _ in } }
        try await sample.add(2, text)
        #expect(try await sample.numbers() == [1, 2, 3])
    }

    @Test func `after a failed fsync nothing is written any more, and reads go on`() async throws {
        let sample = try await Driver.sqlite.sample()
        try await sample.add(1)
        let fault = SystemFaults.arm(in: sample.folder.path, .sync) { SQLITE_IOERR | 4 << 8 }
        let failure = await #expect(throws: StorageError.self) { try await sample.add(2) }
        guard case .notDurable = failure else {
            Issue.record("not told apart: \(String(describing: failure))")
            return
        }
        // The next fsync would succeed and prove nothing.
        SystemFaults.disarm(fault)
        await #expect(throws: StorageError.self) { try await sample.add(3) }
        #expect(try await sample.numbers() == [1])
        #expect(await sample.database.health() != .ready)
        let reopened = try sample.another()
        try await reopened.write { try Sample.add(4, in: $0) }
        #expect(try await reopened.read { try $0.fetch("SELECT number FROM samples") { try $0.int(0) } } == [1, 4])
    }

    @Test func `a file that is no database is corrupt`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/todo.db"
        try Data(repeating: UInt8(ascii: "x"), count: 8192).write(to: URL(fileURLWithPath: path))
        #expect(throws: StorageError.corrupt("file is not a database")) { try SQLiteDatabase(path: path) }
    }

    @Test func `a page that was scribbled on is corrupt, and health says so`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/todo.db"
        do {
            let database = try SQLiteDatabase(path: path)
            try await database.write { connection in
                try connection.execute("CREATE TABLE samples (number INTEGER PRIMARY KEY, text TEXT)")
                for number in 0..<200 {
                    try Sample.add(number, String(repeating: "x", count: 200), in: connection)
                }
            }
            // Or what is in the WAL still would mend the pages later.
            database.close()
        }
        let file = try #require(FileHandle(forUpdatingAtPath: path))
        for page: UInt64 in 2..<8 {
            try file.seek(toOffset: page * 4096)
            try file.write(contentsOf: Data(repeating: 0xAA, count: 4096))
        }
        try file.close()
        let database = try SQLiteDatabase(path: path)
        let failure = await #expect(throws: StorageError.self) {
            try await database.read { try $0.count("SELECT text FROM samples") }
        }
        guard case .corrupt = failure else {
            Issue.record("not corrupt: \(String(describing: failure))")
            return
        }
        #expect(await database.health() != .ready)
    }

    @Test func `a database that became read-only is read, and refuses writes`() async throws {
        let sample = try await Driver.sqlite.sample()
        try await sample.add(1)
        try await sample.database.write { try $0.execute("PRAGMA query_only = ON") }
        await #expect(throws: StorageError.readOnly) { try await sample.add(2) }
        #expect(try await sample.numbers() == [1])
        #expect(await sample.database.health() != .ready)
    }

    @Test(.enabled(if: geteuid() != 0, "root writes everything"))
    func `a file that may not be written is refused at the start`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/todo.db"
        try Data().write(to: URL(fileURLWithPath: path))
        chmod(path, 0o400)
        #expect(throws: StorageError.self) { try SQLiteDatabase(path: path) }
    }

    @Test func `a folder that does not exist is named`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/nowhere/todo.db"
        let failure = #expect(throws: StorageError.self) { try SQLiteDatabase(path: path) }
        #expect("\(String(describing: failure))".contains(path))
    }

    @Test func `only its owner can read the database and its log`() async throws {
        let sample = try await Driver.sqlite.sample()
        try await sample.add(1)
        for suffix in ["", "-wal", "-shm"] {
            var status = stat()
            #expect(stat(sample.folder.path + "/todo.db" + suffix, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o600)
        }
    }

    @Test func `opening a database once more leaves the locks of the first one`() async throws {
        let sample = try await Driver.sqlite.sample()
        do { _ = try sample.another() }
        #expect(throws: StorageError.locked) { try SQLiteFileLock(path: sample.folder.path + "/todo.db") }
    }
}
