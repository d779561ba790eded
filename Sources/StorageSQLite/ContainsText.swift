import CMemmem
import GRDB
import GRDBSQLite
import Storage

/// The SQL function `contains_text(text, needle)`: whether the bytes of `needle` stand in those of `text`.
/// SQLite's own `instr` walks character by character; a search looks at all that a person has, so it shows.
enum ContainsText {
    static func register(in database: GRDB.Database) throws {
        let code = sqlite3_create_function_v2(
            database.sqliteConnection, "contains_text", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nil,
            { context, _, arguments in
                guard let arguments, let text = sqlite3_value_text(arguments[0]),
                    let needle = sqlite3_value_text(arguments[1])
                else { return sqlite3_result_null(context) }
                let textCount = Int(sqlite3_value_bytes(arguments[0]))
                let needleCount = Int(sqlite3_value_bytes(arguments[1]))
                sqlite3_result_int(context, memmem(text, textCount, needle, needleCount) == nil ? 0 : 1)
            }, nil, nil, nil)
        guard code == SQLITE_OK else {
            throw StorageError.failed("contains_text cannot be defined (SQLite code \(code))")
        }
    }
}
