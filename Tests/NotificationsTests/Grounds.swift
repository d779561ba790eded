import Egress
import Events
import Foundation
import Notifications
import Storage
import StorageSQLite
import Time

/// A database of its own for one test, two people, and a clock that stands until it is told to move.
final class Grounds: Sendable {
    static let secret = Array(repeating: UInt8(ascii: "s"), count: 32)

    let database: any Database
    let box: SecretBox
    let log: EventLog
    let ada: Identifier
    let eve: Identifier
    let time = StandingClock()
    private let path: String

    init(box: SecretBox = SecretBox(secret: Grounds.secret)) async throws {
        path = FileManager.default.temporaryDirectory.appending(path: "todo-\(UUID()).sqlite").path
        let file = try SQLiteDatabase(path: path)
        _ = try await file.migrate()
        database = file
        self.box = box
        log = EventLog(clock: time.clock, wake: { _ in })
        ada = try await Self.person(in: database, at: time.now)
        eve = try await Self.person(in: database, at: time.now)
    }

    deinit {
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }

    /// The database as another process has it open.
    func another() throws -> any Database { try SQLiteDatabase(path: path) }

    func webhooks(egress: Egress = Egress()) -> Webhooks {
        Webhooks(log: log, box: box, egress: egress, clock: time.clock)
    }

    func subscriptions(egress: Egress = Egress()) -> PushSubscriptions {
        PushSubscriptions(log: log, box: box, egress: egress, clock: time.clock)
    }

    /// A delivery that is due.
    func delivery(
        _ channel: Channel, to target: Identifier, payload: String = #"{"type":"test"}"#
    ) async throws -> Delivery {
        let deliveries = Deliveries(clock: time.clock, wake: { _ in })
        return try await database.write { [ada] connection in
            try deliveries.enqueue(
                channel, to: target, of: ada, kind: "test", payload: Array(payload.utf8), in: connection)
        }
    }

    private static func person(in database: any Database, at now: Instant) async throws -> Identifier {
        let id = Identifier(at: now)
        try await database.write { connection in
            try connection.execute(
                """
                INSERT INTO users (id, email, email_key, name, timezone, locale, password_hash, created_at)
                VALUES (\(id), \(id.description), \(id.description), 'A person', 'UTC', 'en', '', \(now))
                """)
            try connection.execute("INSERT INTO event_sequences (user_id, last) VALUES (\(id), 0)")
        }
        return id
    }
}
