/// A database of either dialect. Closures are synchronous: nothing can await inside a transaction.
public protocol Database: Sendable {
    var dialect: Dialect { get }

    /// Runs `body` over one consistent snapshot. Readers never wait for writers.
    ///
    /// - Parameter cost: how much `body` may read; a driver answers lookups where they are asked for
    ///   and moves scans off the threads that serve everybody.
    func read<Value: Sendable>(
        _ cost: ReadCost, _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value

    /// Runs `body` in a transaction and returns once it is durable. When `body` throws, none of its effects stay.
    /// Throws ``StorageError/busy`` at once when too many writes wait.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value

    /// A number that moves when another process has committed to the database, and stays for commits of this one.
    /// Nil when the driver has no such counter.
    func externalChanges() async throws -> Int64?

    /// Whether reading and writing work now.
    func health() async -> StorageHealth

    /// What the driver counts, for metrics: names in OpenTelemetry's manner and values.
    func gauges() -> [(name: String, value: Double)]
}

extension Database {
    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        try await read(.scan, body)
    }
}

/// How much a read may touch.
public enum ReadCost: Sendable {
    /// One statement by index, which sees one state by itself and needs no transaction: a second one is refused.
    case statement
    /// A few rows by index: microseconds.
    case lookup
    /// Any number of rows.
    case scan
}

/// What a probe of the database found.
public enum StorageHealth: Sendable, Equatable {
    case ready
    /// Reads may work, writes do not; the reason is for the log and the operator.
    case failing(String)
}
