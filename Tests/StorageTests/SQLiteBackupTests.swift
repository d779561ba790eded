import Foundation
import Storage
import StorageSQLite
import Testing

final class SQLiteBackupTests {
    private let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "todo-backup-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    @Test func `A backup of a database in use is one private file with all that was committed`() async throws {
        let database = try await database(probed: 3)
        try SQLiteBackup.make(of: database.path, at: folder + "/copy")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("copy") } == ["copy"])
        let mode = try FileManager.default.attributesOfItem(atPath: folder + "/copy")[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try await Self.checks(in: SQLiteDatabase(path: folder + "/copy")) == 3)
    }

    @Test func `A database that was closed is one file`() async throws {
        let database = try await database(probed: 1)
        database.close()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["todo.sqlite"])
        await #expect(throws: StorageError.self) { try await Self.probe(database) }
    }

    @Test func `A backup does not overwrite a file`() async throws {
        let database = try await database(probed: 0)
        try Data("mine".utf8).write(to: URL(fileURLWithPath: folder + "/copy"))
        #expect(throws: StorageError.failed("\(folder)/copy exists already")) {
            try SQLiteBackup.make(of: database.path, at: folder + "/copy")
        }
        #expect(try String(contentsOfFile: folder + "/copy", encoding: .utf8) == "mine")
    }

    @Test func `A restored database is the one that was backed up`() async throws {
        let database = try await database(probed: 2)
        try SQLiteBackup.make(of: database.path, at: folder + "/copy")
        #expect(try !SQLiteBackup.restore(folder + "/copy", to: folder + "/new", settingAsideAs: nil))
        #expect(try await Self.checks(in: SQLiteDatabase(path: folder + "/new")) == 2)
    }

    @Test func `Restoring over a database that is open is refused and touches nothing`() async throws {
        let database = try await database(probed: 1)
        try SQLiteBackup.make(of: database.path, at: folder + "/copy")
        try await Self.probe(database)
        let before = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(throws: StorageError.locked) {
            try SQLiteBackup.restore(folder + "/copy", to: database.path, settingAsideAs: folder + "/aside")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == before)
        #expect(try await Self.checks(in: database) == 2)
    }

    @Test func `Restoring sets the old database aside together with its log`() async throws {
        let path = folder + "/todo.sqlite"
        do {
            let database = try await database(probed: 1)
            try SQLiteBackup.make(of: path, at: folder + "/copy")
            try await Self.probe(database)
            // What a killed server leaves: a file, and a log with the last changes.
            for suffix in ["", "-wal"] {
                try FileManager.default.copyItem(atPath: path + suffix, toPath: folder + "/killed" + suffix)
            }
        }
        #expect(try SQLiteBackup.restore(folder + "/copy", to: folder + "/killed", settingAsideAs: folder + "/aside"))
        #expect(try await Self.checks(in: SQLiteDatabase(path: folder + "/killed")) == 1)
        #expect(try await Self.checks(in: SQLiteDatabase(path: folder + "/aside")) == 2)
    }

    @Test func `Nothing but a whole database of this program is restored`() async throws {
        let database = try await database(probed: 1)
        try SQLiteBackup.make(of: database.path, at: folder + "/copy")
        var bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/copy"))
        try Data("not a database, but long enough to be read as one".utf8)
            .write(to: URL(fileURLWithPath: folder + "/text"))
        bytes.replaceSubrange(4096..<8192, with: Data(repeating: 0xA5, count: 4096))
        try bytes.write(to: URL(fileURLWithPath: folder + "/damaged"))
        for name in ["text", "damaged", "missing"] {
            #expect(throws: StorageError.self, "\(name)") {
                try SQLiteBackup.restore(folder + "/" + name, to: folder + "/new", settingAsideAs: nil)
            }
        }
        #expect(!FileManager.default.fileExists(atPath: folder + "/new"))
    }

    private func database(probed times: Int) async throws -> SQLiteDatabase {
        let database = try SQLiteDatabase(path: folder + "/todo.sqlite")
        _ = try await database.migrate()
        for _ in 0..<times { try await Self.probe(database) }
        return database
    }

    private static func probe(_ database: SQLiteDatabase) async throws {
        try await database.write { try $0.execute("UPDATE storage_probe SET checks = checks + 1") }
    }

    private static func checks(in database: SQLiteDatabase) async throws -> Int64? {
        try await database.read { try $0.first("SELECT checks FROM storage_probe") { try $0.integer(0) } }
    }
}
