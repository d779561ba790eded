import Events
import Foundation
import JSON
import Storage
import StorageSQLite
import Synchronization
import Time

/// A folder that is gone with its last reference.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "todo-events-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}

/// A migrated database of its own, with the log on it.
struct LogFixture: Sendable {
    let folder: TemporaryFolder
    let database: SQLiteDatabase
    let signal: LogSignal
    let log: EventLog
    let time: TestTime

    var clock: WallClock { time.clock }

    init(sharing other: LogFixture? = nil) async throws {
        let time = other?.time ?? TestTime()
        folder = try other?.folder ?? TemporaryFolder()
        database = try SQLiteDatabase(path: folder.path + "/todo.db")
        _ = try await database.migrate()
        let signal = LogSignal()
        self.signal = signal
        self.time = time
        log = EventLog(clock: time.clock) { signal.wake($0) }
    }

    /// A new person with an empty log.
    func person() async throws -> Identifier {
        let id = Identifier(at: clock.now())
        try await database.write { [log] connection in
            try connection.execute(
                """
                INSERT INTO users (id, email, email_key, name, timezone, locale, password_hash, created_at)
                VALUES (\(id), \("\(id)@example.org"), \("\(id)@example.org"), 'A', 'UTC', 'en', '-', 0)
                """)
            try log.open(for: id, in: connection)
        }
        return id
    }

    @discardableResult
    func append(
        _ count: Int = 1, for user: Identifier, kind: EventKind = .taskCreated, title: String? = nil
    ) async throws -> [CloudEvent] {
        try await database.write { [log] connection in
            let last = try EventLog.lastSequence(of: user, in: connection)
            for _ in 0..<count {
                var data = JSONWriter()
                data.object { data in
                    data.member("task") { if let title { $0.string(title) } else { $0.null() } }
                }
                try log.append(
                    kind, subject: nil, version: 1, data: data,
                    by: Author(user: user, actor: "system", traceparent: ""), in: connection)
            }
            return try EventLog.events(of: user, after: last, limit: count, in: connection)
        }
    }

    func unpublished(parked: Bool = false) async throws -> Int {
        try await database.read { try $0.count("SELECT 1 FROM unpublished WHERE parked = \(parked)") }
    }
}

/// A wall clock that a test sets.
final class TestTime: Sendable {
    private let milliseconds = Atomic<Int64>(1_800_000_000_000)

    var now: Instant { Instant(milliseconds: milliseconds.load(ordering: .relaxed)) }
    var clock: WallClock { WallClock { self.now } }

    func advance(seconds: Int64) {
        milliseconds.add(seconds * 1000, ordering: .relaxed)
    }
}
