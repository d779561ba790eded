import GRDB
import GRDBSQLite
import Storage

extension StorageError {
    init(_ error: DatabaseError) {
        self.init(code: error.extendedResultCode.rawValue, message: error.message ?? "no message")
    }

    /// From an extended result code, <https://www.sqlite.org/rescode.html>.
    init(code: Int32, message: String) {
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED: self = .locked
        case SQLITE_FULL: self = .full
        case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: self = .readOnly
        case SQLITE_CORRUPT, SQLITE_NOTADB: self = .corrupt(message)
        case SQLITE_CONSTRAINT: self = .constraint(message)
        case SQLITE_IOERR where Self.syncFailures.contains(code): self = .notDurable(message)
        case SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_NOMEM: self = .failed("\(message) (SQLite code \(code))")
        default: self = .failed("\(message) (SQLite code \(code))")
        }
    }

    /// SQLITE_IOERR_FSYNC and SQLITE_IOERR_DIR_FSYNC: after either nobody knows what the disk holds.
    private static let syncFailures: Set<Int32> = [SQLITE_IOERR | 4 << 8, SQLITE_IOERR | 5 << 8]
}
