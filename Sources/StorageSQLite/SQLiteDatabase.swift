public import Foundation
import GRDB
public import Storage
import Synchronization

/// The embedded database: one file in WAL mode, one writer with group commit, readers that never wait for it.
public final class SQLiteDatabase: Storage.Database, Migrating {
    public let path: String
    public let dialect = Dialect.sqlite
    private let readers: Readers
    private let writer: GroupCommit
    /// A fault that a reader has met in the file: it does not heal by itself.
    private let corruption = Mutex<String?>(nil)

    /// Opens the file, which is made with mode 0600 when it does not exist.
    ///
    /// - Parameters:
    ///   - path: a file path; its folder must exist.
    ///   - busyTimeout: seconds to wait for another process that writes.
    public convenience init(path: String, busyTimeout: TimeInterval = 5) throws {
        try self.init(path: path, busyTimeout: busyTimeout, logLengths: Checkpoints.Lengths())
    }

    init(path: String, busyTimeout: TimeInterval = 5, logLengths: Checkpoints.Lengths) throws {
        self.path = path
        try Self.createPrivately(path)
        let connection = { (cacheKibibytes: Int, isReadOnly: Bool) throws -> SQLiteConnection in
            var configuration = Configuration()
            configuration.busyMode = .timeout(busyTimeout)
            configuration.readonly = isReadOnly
            configuration.foreignKeysEnabled = true
            // Transactions are ended here. GRDB would stop the process where SQLite could not end one.
            configuration.allowsUnsafeTransactions = true
            configuration.prepareDatabase { database in
                if !isReadOnly {
                    try database.execute(sql: "PRAGMA journal_mode = WAL")
                    try database.execute(sql: "PRAGMA synchronous = FULL")
                    try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
                    // What a savepoint could have to restore; a file for it costs a write for each page that changes.
                    try database.execute(sql: "PRAGMA temp_store = MEMORY")
                }
                try ContainsText.register(in: database)
                try database.execute(sql: "PRAGMA trusted_schema = OFF")
                try database.execute(sql: "PRAGMA cache_size = -\(cacheKibibytes)")
            }
            return try SQLiteConnection(path: path, configuration: configuration)
        }
        writer = GroupCommit(
            connection: try connection(16384, false),
            checkpoints: Checkpoints(connection: try connection(64, false), lengths: logLengths))
        let lookups = max(2, ProcessInfo.processInfo.activeProcessorCount)
        readers = Readers(
            lookups: try (0..<lookups).map { _ in try connection(4096, true) },
            scans: try (0..<2).map { _ in try connection(4096, true) })
    }

    /// Finishes what was taken and leaves one file, without a log beside it. Call it once nobody uses the database.
    public func close() {
        // The last connection to close tidies the log away, and a reader could not.
        readers.close()
        writer.close()
    }

    public func read<Value: Sendable>(
        _ cost: ReadCost, _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        do {
            return try await readers.read(cost, body)
        } catch StorageError.corrupt(let fault) {
            corruption.withLock { $0 = fault }
            throw StorageError.corrupt(fault)
        }
    }

    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        try await writer.write(body)
    }

    /// `PRAGMA data_version` of the writing connection: it moves for the commits of all other connections, and
    /// within this process nobody else writes.
    public func externalChanges() async throws -> Int64? {
        try await writer.peek { try $0.first("PRAGMA data_version") { try $0.integer(0) } }
    }

    /// Asks a reader, and the writer too when its last commit failed: a full disk may have room again.
    public func health() async -> StorageHealth {
        do {
            _ = try await read(.lookup) { try $0.exists("SELECT 1 FROM sqlite_master") }
            if let fault = corruption.withLock({ $0 }) { throw StorageError.corrupt(fault) }
            if writer.trouble != nil {
                try await write { try $0.execute("UPDATE storage_probe SET checks = checks + 1") }
            }
            return .ready
        } catch {
            return .failing("\(error)")
        }
    }

    public func gauges() -> [(name: String, value: Double)] {
        let counts = writer.counts
        return [
            ("todo_database_size_bytes", Self.size(of: path)),
            ("todo_wal_size_bytes", Self.size(of: path + "-wal")),
            ("todo_writes_waiting", Double(counts.waiting)),
            ("todo_commits_total", Double(counts.commits)),
            ("todo_committed_writes_total", Double(counts.writes)),
        ]
    }

    /// Bytes of a file; 0 when it does not exist.
    private static func size(of path: String) -> Double {
        var status = stat()
        return stat(path, &status) == 0 ? Double(status.st_size) : 0
    }

    /// SQLite makes files with the process's mask; the tasks in them are nobody else's business.
    ///
    /// A file that exists is not opened here: closing it again would drop the locks that other connections of this
    /// process hold on it.
    private static func createPrivately(_ path: String) throws {
        let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            Foundation.close(descriptor)
        } else if errno != EEXIST || access(path, R_OK | W_OK) != 0 {
            throw StorageError.system("cannot open \(path)")
        }
    }
}
