import Dispatch
import Storage
import Synchronization

/// Read-only connections. Lookups run where they are asked for, on a connection of their own; scans queue for
/// threads of their own, so that a long search holds up neither the event loops nor anybody's lookup.
final class Readers: Sendable {
    /// Scans that may wait; one more is refused.
    static let longestQueue = 1024

    private let lookups: Mutex<[SQLiteConnection]>
    private let scans: [ScanLane]

    init(lookups: [SQLiteConnection], scans: [SQLiteConnection]) {
        self.lookups = Mutex(lookups)
        self.scans = scans.map(ScanLane.init)
    }

    func read<Value: Sendable>(
        _ cost: ReadCost, _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        if cost != .scan, let connection = lookups.withLock({ $0.popLast() }) {
            defer { lookups.withLock { $0.append(connection) } }
            if cost == .statement { return try connection.single { try body(connection) } }
            return try Self.snapshot(connection, body)
        }
        guard let lane = scans.min(by: { $0.waiting < $1.waiting }), lane.waiting < Self.longestQueue else {
            throw StorageError.busy
        }
        return try await lane.read(body)
    }

    /// Waits for the scans that were taken, and closes the connections.
    func close() {
        for connection in lookups.withLock({ $0 }) { connection.close() }
        for lane in scans { lane.close() }
    }

    /// A transaction around `body`, so that all of its queries see one state.
    fileprivate static func snapshot<Value>(
        _ connection: SQLiteConnection, _ body: (any Connection) throws -> Value
    ) throws -> Value {
        try connection.execute("BEGIN DEFERRED")
        defer { try? connection.execute("ROLLBACK") }
        return try body(connection)
    }
}

/// A connection with a thread's worth of work in front of it.
private final class ScanLane: Sendable {
    private let connection: SQLiteConnection
    private let queue = DispatchQueue(label: "todo.sqlite.scan")
    private let count = Atomic(0)

    init(connection: SQLiteConnection) {
        self.connection = connection
    }

    func close() {
        queue.sync { connection.close() }
    }

    var waiting: Int { count.load(ordering: .relaxed) }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        count.add(1, ordering: .relaxed)
        defer { count.subtract(1, ordering: .relaxed) }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { [connection] in
                continuation.resume(with: Result { try Readers.snapshot(connection, body) })
            }
        }
    }
}
