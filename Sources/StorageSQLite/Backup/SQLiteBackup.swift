import Foundation
import GRDB
import Storage

/// Copies of a database: each one file, complete, checked, and readable by its owner only.
public enum SQLiteBackup {
    /// Copies the database at `source`, which may be in use, as it stands at one moment.
    ///
    /// `target` must not exist; it appears under its name only once it is complete, checked and durable.
    /// Throws ``StorageError``.
    public static func make(of source: String, at target: String) throws {
        guard !FileManager.default.fileExists(atPath: target) else {
            throw StorageError.failed("\(target) exists already")
        }
        let partial = "\(target).partial-\(ProcessInfo.processInfo.processIdentifier)"
        defer { unlink(partial) }
        try createPrivately(partial)
        try copy(source, into: partial)
        try check(partial)
        try makeDurable(partial)
        guard rename(partial, target) == 0 else { throw StorageError.system("cannot name the backup \(target)") }
        try makeDurable((target as NSString).deletingLastPathComponent)
    }

    /// Proves that the file is a whole database of this program, not newer than the program.
    ///
    /// Throws ``StorageError/corrupt(_:)`` with the first fault, or ``StorageError/schema(_:)``.
    public static func check(_ path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { throw StorageError.failed("\(path) does not exist") }
        let newest = SQLiteDatabase.migrations.last?.number ?? 0
        try access(path) { database in
            if let fault = try String.fetchOne(database, sql: "PRAGMA integrity_check(1)"), fault != "ok" {
                throw StorageError.corrupt(fault)
            }
            if let table = try String.fetchOne(database, sql: "PRAGMA foreign_key_check") {
                throw StorageError.corrupt("a row of \(table) refers to one that does not exist")
            }
            guard try database.tableExists("schema_migrations"),
                let number = try Int.fetchOne(database, sql: "SELECT max(number) FROM schema_migrations")
            else { throw StorageError.schema("\(path) is a database, but not of this program") }
            guard number <= newest else {
                throw StorageError.schema("the database has migration \(number), this program knows \(newest)")
            }
        }
    }

    /// `VACUUM INTO` reads one snapshot while others write, and leaves a file that needs no log beside it.
    static func copy(_ source: String, into emptyFile: String) throws {
        try access(source) { try $0.execute(sql: "VACUUM INTO ?", arguments: [emptyFile]) }
    }

    static func createPrivately(_ path: String) throws {
        let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StorageError.system("cannot write \(path)") }
        close(descriptor)
    }

    /// Waits until the disk has the file, or the names in the folder. SQLite does not do it for a `VACUUM INTO`.
    static func makeDurable(_ path: String) throws {
        let descriptor = open(path.isEmpty ? "." : path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StorageError.system("cannot open \(path)") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw StorageError.system("cannot write \(path) to the disk") }
    }

    private static func access<Value>(_ path: String, _ body: (GRDB.Database) throws -> Value) throws -> Value {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            defer { try? queue.close() }
            return try queue.inDatabase(body)
        } catch let error as DatabaseError {
            throw StorageError(error)
        }
    }
}

extension StorageError {
    /// From `errno`.
    static func system(_ problem: String) -> StorageError {
        let code = errno
        return code == ENOSPC ? .full : .failed("\(problem): \(String(cString: strerror(code)))")
    }
}
