import Storage

/// A connection that explains the questions that run through it.
final class PlanRecorder: Connection {
    private let inner: any Connection
    private let table: String
    private(set) var plans: [String] = []

    /// - Parameter table: how the statements name what they read.
    init(_ inner: any Connection, explaining table: String = "tasks t") {
        self.inner = inner
        self.table = table
    }

    var dialect: Dialect { inner.dialect }
    func execute(_ statement: SQL) throws { try inner.execute(statement) }
    func afterCommit(_ action: @escaping @Sendable () -> Void) { inner.afterCommit(action) }

    func rows(of query: SQL, _ visit: (any Row) throws -> Void) throws {
        if query.text.contains(table) || query.text.contains("alarm_at") {
            plans += try inner.fetch("EXPLAIN QUERY PLAN \(query)") { try $0.text(3) }
        }
        try inner.rows(of: query, visit)
    }
}
