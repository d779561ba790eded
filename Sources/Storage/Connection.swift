/// A connection inside one transaction. It never leaves the closure that received it.
public protocol Connection: AnyObject {
    var dialect: Dialect { get }

    /// Runs a statement whose rows nobody needs. A driver may send it ahead and report its failure
    /// with the next ``fetch(_:_:)`` or the commit; use `RETURNING` and fetch where the outcome matters.
    func execute(_ statement: SQL) throws

    /// Runs a statement and shows each of its rows to `visit`.
    func rows(of query: SQL, _ visit: (any Row) throws -> Void) throws

    /// Runs `action` once the transaction is durable, and never when it fails.
    func afterCommit(_ action: @escaping @Sendable () -> Void)
}

extension Connection {
    /// Runs a statement and decodes each row.
    @inlinable
    public func fetch<Value>(_ query: SQL, _ decode: (any Row) throws -> Value) throws -> [Value] {
        try decoded(query, self, decode)
    }

    /// The first row, or nil.
    @inlinable
    public func first<Value>(_ query: SQL, _ decode: (any Row) throws -> Value) throws -> Value? {
        try decoded(query, self, decode).first
    }

    /// Whether the query has a row.
    public func exists(_ query: SQL) throws -> Bool {
        try !fetch(query) { _ in }.isEmpty
    }

    /// Runs a statement with `RETURNING` and counts its rows.
    public func count(_ statement: SQL) throws -> Int {
        try fetch(statement) { _ in }.count
    }
}

/// Not a method, whose own type would be unknown where it is called, so that it is specialized for what it decodes.
@inlinable
func decoded<Value>(_ query: SQL, _ connection: any Connection, _ decode: (any Row) throws -> Value) throws -> [Value] {
    var values: [Value] = []
    try connection.rows(of: query) { values.append(try decode($0)) }
    return values
}
