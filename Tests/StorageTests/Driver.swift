import Foundation
import Storage
import StorageSQLite
import Testing

/// A driver that the suite is run over.
struct Driver: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The column type of bytes.
    let bytes: SQL
    /// A fresh, empty database, and how to open it once more.
    let make: @Sendable () throws -> Sample

    static let all = [sqlite]

    static let sqlite = Driver(testDescription: "SQLite", bytes: "BLOB") {
        SystemFaults.install()
        let folder = try TemporaryFolder()
        let path = folder.path + "/todo.db"
        let database = try SQLiteDatabase(path: path)
        return Sample(database: database, folder: folder) { try SQLiteDatabase(path: path) }
    }

    /// A database with an empty table `samples`.
    func sample() async throws -> Sample {
        let sample = try make()
        try await sample.database.write { connection in
            try connection.execute(
                "CREATE TABLE samples (number BIGINT PRIMARY KEY, integer BIGINT, text TEXT UNIQUE, bytes \(bytes))")
        }
        return sample
    }
}

struct Sample: Sendable {
    let database: any Database & Migrating
    let folder: TemporaryFolder
    /// A second handle, as another process would have it.
    let another: @Sendable () throws -> any Database & Migrating

    func add(_ number: Int, _ text: String? = nil) async throws {
        try await database.write { try Self.add(number, text, in: $0) }
    }

    static func add(_ number: Int, _ text: String? = nil, in connection: any Connection) throws {
        try connection.execute("INSERT INTO samples (number, text) VALUES (\(number), \(text))")
    }

    func numbers() async throws -> [Int] {
        try await database.read { try $0.fetch("SELECT number FROM samples ORDER BY number") { try $0.int(0) } }
    }

    func gauge(_ name: String) -> Int {
        Int(database.gauges().first { $0.name == name }?.value ?? -1)
    }
}

/// A folder that is gone with its last reference.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "todo-storage-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
