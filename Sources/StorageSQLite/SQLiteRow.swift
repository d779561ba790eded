import GRDB
import GRDBSQLite
import Storage

/// The current row of a statement that is being stepped.
final class SQLiteRow: Storage.Row {
    private let statement: SQLiteStatement

    init(statement: SQLiteStatement) {
        self.statement = statement
    }

    func isNull(_ column: Int) -> Bool {
        sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL
    }

    func integer(_ column: Int) throws -> Int64 {
        guard sqlite3_column_type(statement, Int32(column)) == SQLITE_INTEGER else {
            throw mismatch(column, "an integer")
        }
        return sqlite3_column_int64(statement, Int32(column))
    }

    func text(_ column: Int) throws -> String {
        guard sqlite3_column_type(statement, Int32(column)) == SQLITE_TEXT,
            let start = sqlite3_column_text(statement, Int32(column))
        else { throw mismatch(column, "text") }
        let count = Int(sqlite3_column_bytes(statement, Int32(column)))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func bytes(_ column: Int) throws -> [UInt8] {
        try Array(blob(column))
    }

    func identifier(_ column: Int) throws -> Identifier {
        guard let identifier = Identifier(bytes: try blob(column)) else { throw mismatch(column, "an identifier") }
        return identifier
    }

    private func blob(_ column: Int) throws -> UnsafeRawBufferPointer {
        guard sqlite3_column_type(statement, Int32(column)) == SQLITE_BLOB else { throw mismatch(column, "bytes") }
        let start = sqlite3_column_blob(statement, Int32(column))
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, Int32(column))))
    }

    private func mismatch(_ column: Int, _ expected: String) -> StorageError {
        .unreadable("column \(column) does not hold \(expected)")
    }
}
