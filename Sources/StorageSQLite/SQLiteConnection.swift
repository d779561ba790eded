import GRDB
import GRDBSQLite
import Storage

/// One SQLite connection. GRDB opens it and prepares its statements; binding and stepping go straight to
/// SQLite, because a row is read here by column number only and GRDB's rows prepare for names.
///
/// `@unchecked Sendable`: whoever owns a connection lets one user in at a time: ``GroupCommit`` and each lane of scans on a
/// serial queue, lookups by taking it out of a pool. GRDB has a queue of its own for every connection; it is entered
/// where GRDB is needed (``onQueue(_:)``), and not for each row that is read.
final class SQLiteConnection: Connection, @unchecked Sendable {
    /// Prepared statements by their text. Lists are put together from many filters, so there must be a limit;
    /// with it reached all go, and those in use come back.
    private var statements: [String: Statement] = [:]
    let dialect = Dialect.sqlite
    private let queue: DatabaseQueue
    /// Nil once it is closed.
    private var handle: OpaquePointer?
    private static let mostStatements = 256
    private var mustBeInTransaction = false
    /// Statements that may still run where there may be no more than one.
    private var statementsLeft: Int?
    private(set) var commitActions: [@Sendable () -> Void] = []

    init(path: String, configuration: Configuration) throws {
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            handle = queue.unsafeReentrantWrite(\.sqliteConnection)
        } catch let error as DatabaseError {
            throw StorageError(error)
        }
    }

    /// Runs `body` on GRDB's queue, where its hooks expect whoever commits to be.
    func onQueue<Value>(_ body: () throws -> Value) throws -> Value {
        try queue.unsafeReentrantWrite { _ in try body() }
    }

    /// Has SQLite call `hook` with `context` and the length of the log after each commit of this connection.
    func onCommit(
        tell context: UnsafeMutableRawPointer,
        _ hook: @convention(c) (UnsafeMutableRawPointer?, OpaquePointer?, UnsafePointer<CChar>?, Int32) -> Int32
    ) {
        sqlite3_wal_hook(handle, hook, context)
    }

    /// Closes the connection; it cannot be used any more.
    func close() {
        // SQLite does not close a connection that has prepared statements.
        statements = [:]
        handle = nil
        try? queue.close()
    }

    // MARK: Connection

    func execute(_ statement: Storage.SQL) throws {
        let prepared = try prepare(statement)
        defer { sqlite3_reset(prepared.sqliteStatement) }
        while try step(prepared.sqliteStatement) {}
    }

    func rows(of query: Storage.SQL, _ visit: (any Storage.Row) throws -> Void) throws {
        let prepared = try prepare(query)
        defer { sqlite3_reset(prepared.sqliteStatement) }
        let row = SQLiteRow(statement: prepared.sqliteStatement)
        while try step(prepared.sqliteStatement) { try visit(row) }
    }

    func afterCommit(_ action: @escaping @Sendable () -> Void) {
        commitActions.append(action)
    }

    // MARK: Transactions

    /// Opens a transaction that writes. Until it ends, statements run inside it or not at all: when SQLite has
    /// rolled it back under a write that goes on, the rest of that write would commit by itself.
    func begin() throws {
        try execute("BEGIN IMMEDIATE")
        mustBeInTransaction = true
    }

    func commit() throws {
        try execute("COMMIT")
        mustBeInTransaction = false
    }

    /// Ends the transaction, if there still is one, without its effects.
    func rollback() {
        mustBeInTransaction = false
        if isInTransaction { try? execute("ROLLBACK") }
    }

    /// Whether a transaction is open: SQLite ends it by itself after some errors.
    var isInTransaction: Bool {
        guard let handle else { return false }
        return sqlite3_get_autocommit(handle) == 0
    }

    /// Forgets what was to run after the commit, from `count` on.
    func dropCommitActions(from count: Int) {
        commitActions.removeSubrange(min(count, commitActions.count)...)
    }

    func takeCommitActions() -> [@Sendable () -> Void] {
        defer { commitActions = [] }
        return commitActions
    }

    /// Runs a script of several statements.
    func script(_ text: String) throws {
        do {
            try queue.unsafeReentrantWrite { try $0.execute(sql: text) }
        } catch let error as DatabaseError {
            throw StorageError(error)
        }
    }

    /// Runs `body`, which may run one statement, without a transaction.
    func single<Value>(_ body: () throws -> Value) throws -> Value {
        statementsLeft = 1
        defer { statementsLeft = nil }
        return try body()
    }

    // MARK: Statements

    private func prepare(_ sql: Storage.SQL) throws -> Statement {
        if let left = statementsLeft {
            guard left > 0 else { throw StorageError.failed("a second statement outside of a transaction") }
            statementsLeft = left - 1
        }
        guard !mustBeInTransaction || isInTransaction else {
            throw StorageError.failed("the transaction ended under a write")
        }
        let statement = try statements[sql.text] ?? add(sql.text)
        // Still running means that its own row decoder asks the same question again.
        guard sqlite3_stmt_busy(statement.sqliteStatement) == 0 else {
            throw StorageError.failed("a statement runs inside itself")
        }
        for (index, value) in sql.values.enumerated() {
            try bind(value, at: Int32(index + 1), of: statement.sqliteStatement)
        }
        return statement
    }

    private func add(_ text: String) throws -> Statement {
        if statements.count >= Self.mostStatements { statements = [:] }
        do {
            let statement = try queue.unsafeReentrantWrite { try $0.makeStatement(sql: text) }
            statements[text] = statement
            return statement
        } catch let error as DatabaseError {
            throw StorageError(error)
        }
    }

    private func bind(_ value: SQLValue, at index: Int32, of statement: SQLiteStatement) throws {
        // SQLITE_TRANSIENT: SQLite copies what it is given.
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        let code =
            switch value {
            case .null: sqlite3_bind_null(statement, index)
            case .integer(let number): sqlite3_bind_int64(statement, index, number)
            case .text(let text): sqlite3_bind_text(statement, index, text, Int32(text.utf8.count), transient)
            case .bytes(let bytes): bytes.withUnsafeBytes { Self.bind($0, at: index, of: statement, transient) }
            case .identifier(let identifier):
                identifier.withBytes { Self.bind($0, at: index, of: statement, transient) }
            }
        guard code == SQLITE_OK else { throw failure(code) }
    }

    private static func bind(
        _ bytes: UnsafeRawBufferPointer, at index: Int32, of statement: SQLiteStatement,
        _ transient: sqlite3_destructor_type
    ) -> Int32 {
        bytes.isEmpty
            ? sqlite3_bind_zeroblob(statement, index, 0)
            : sqlite3_bind_blob(statement, index, bytes.baseAddress, Int32(bytes.count), transient)
    }

    /// True for a row, false at the end.
    private func step(_ statement: SQLiteStatement) throws -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw failure(code)
        }
    }

    private func failure(_ code: Int32) -> StorageError {
        guard let handle else { return .failed("the connection is closed") }
        return StorageError(code: sqlite3_extended_errcode(handle), message: String(cString: sqlite3_errmsg(handle)))
    }
}
