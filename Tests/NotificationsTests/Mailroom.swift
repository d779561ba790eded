import Events
import Foundation
import Notifications
import Storage
import StorageSQLite
import Synchronization
import Tasks
import Time

/// A database with one person and everything that tells them of things, and a clock that stands until it is told to
/// move.
final class Mailroom: Sendable {
    let database: SQLiteDatabase
    let time = StandingClock()
    let signal = LogSignal()
    let todos: Todos
    let deliveries: Deliveries
    let notices: Notices
    let author: Author
    /// What the person has beside an address.
    let webhooks = Mutex<[Identifier]>([])
    let browsers = Mutex<[Identifier]>([])
    private let path: String

    var user: Identifier { author.user }

    init(timezone: String = "UTC", isEmailConfirmed: Bool = true) async throws {
        path = FileManager.default.temporaryDirectory.appending(path: "todo-\(UUID()).sqlite").path
        database = try SQLiteDatabase(path: path)
        _ = try await database.migrate()
        let log = EventLog(clock: time.clock, wake: signal.wake)
        todos = Todos(log: log, clock: time.clock)
        deliveries = Deliveries(clock: time.clock, wake: signal.wake)
        notices = Notices(log: log, clock: time.clock)
        let id = Identifier(at: time.now)
        author = Author(user: id, actor: "user:\(id)", traceparent: "")
        try await database.write { connection in
            try connection.execute(
                """
                INSERT INTO users (id, email, email_key, email_confirmed, name, timezone, locale, password_hash,
                    created_at)
                VALUES (\(id), 'ada@example.org', 'ada@example.org', \(isEmailConfirmed), 'Ada', \(timezone), 'en', '',
                    \(Instant(milliseconds: 0)))
                """)
            try connection.execute("INSERT INTO event_sequences (user_id, last) VALUES (\(id), 0)")
            try connection.execute("INSERT INTO task_counts (user_id, open, completed) VALUES (\(id), 0, 0)")
        }
    }

    deinit {
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }

    func notifier(sendsMail: Bool = true) -> Notifier {
        Notifier(
            database: database, deliveries: deliveries, notices: notices,
            targets: Notifier.Targets(
                webhooks: { [weak self] _, _ in
                    (self?.webhooks.withLock { $0 } ?? []).map { ($0, ["task-created", "task-due-soon"]) }
                },
                browsers: { [weak self] _, _ in self?.browsers.withLock { $0 } ?? [] }),
            sendsMail: sendsMail, clock: time.clock)
    }

    func prefer(_ preferences: NotificationPreferences, in zone: Zone = .utc) async throws {
        try await database.write { [user, now = time.now] in
            try preferences.store(for: user, in: zone, at: now, in: $0)
        }
    }

    /// A task that is due in so many seconds.
    func task(_ title: String, dueIn seconds: Int64) async throws -> Todo {
        let due = DueDate.at(time.now.adding(seconds: seconds))
        return try await database.write { [todos, author] in
            try todos.create(TodoChanges(title: title, dueDate: .some(due)), by: author, in: $0)
        }
    }

    /// Announces what is due now, and returns all events since `sequence`.
    func announce(after sequence: Int64 = 0) async throws -> [CloudEvent] {
        try await database.write { [todos, user, now = time.now] connection in
            while try todos.announceDue(at: now, in: connection).count > 0 {}
            return try EventLog.events(of: user, after: sequence, limit: 1000, in: connection)
        }
    }

    func ledger() async throws -> [Delivery] {
        try await database.read { [deliveries, user] in try deliveries.list(of: user, limit: 100, in: $0) }
    }

    func claim(_ limit: Int = 10, except busy: Set<Deliveries.Receiver> = []) async throws -> [Delivery] {
        try await database.write { [deliveries, now = time.now] in
            try deliveries.claim(limit, except: busy, at: now, in: $0).claimed
        }
    }

    func record(_ outcome: Attempt, of delivery: Delivery) async throws -> Delivery.State? {
        try await database.write { [deliveries] in
            try deliveries.record(outcome, of: delivery, jitter: 0.5, in: $0)
        }
    }

    func enqueue(_ channel: Channel = .email, to target: Identifier? = nil) async throws -> Delivery {
        try await database.write { [deliveries, user] in
            try deliveries.enqueue(channel, to: target, of: user, kind: "test", payload: [1], in: $0)
        }
    }
}

/// Time that moves only when a test says so.
final class StandingClock: Sendable {
    private let time = Mutex(Instant(milliseconds: 1_764_000_000_000))

    var now: Instant { time.withLock { $0 } }
    var clock: WallClock { WallClock { self.now } }

    func advance(seconds: Int64) {
        time.withLock { $0 = $0.adding(seconds: seconds) }
    }
}
