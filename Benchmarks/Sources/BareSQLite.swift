import ArgumentParser
import Events
import Foundation
import GRDB
import JSON
import Storage
import Tasks
import Time

/// The ceiling of writing: one thread, one connection, the statements of a change and nothing around them,
/// with as many changes in a transaction as the server had.
struct BareLoop {
    let queue: DatabaseQueue
    let group: Int
    let seconds: Double

    init(database: String, group: Int, seconds: Double) throws {
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            try database.execute(
                sql: """
                    PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
                    PRAGMA wal_autocheckpoint = 4096; PRAGMA cache_size = -16384;
                    """)
        }
        queue = try DatabaseQueue(path: database, configuration: configuration)
        self.group = group
        self.seconds = seconds
    }

    /// Runs `change` for so many seconds and prints how many happened in one.
    func run(_ change: (GRDB.Database, Int) throws -> Void) throws {
        let clock = ContinuousClock()
        let start = clock.now
        var count = 0
        while clock.now - start < .seconds(seconds) {
            try queue.inTransaction(.immediate) { database in
                for _ in 0..<group {
                    try change(database, count)
                    count += 1
                }
                return .commit
            }
        }
        let elapsed = (clock.now - start) / .seconds(1)
        print(Double(count) / elapsed)
    }

    func user(_ email: String) throws -> [UInt8] {
        try queue.read { database in
            guard
                let id = try Data.fetchOne(
                    database, sql: "SELECT id FROM users WHERE email_key = ?", arguments: [email.caseFolded])
            else { throw ValidationError("nobody has the address \(email)") }
            return Array(id)
        }
    }
}

extension GRDB.Database {
    func run(_ sql: String, _ arguments: StatementArguments) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }

    func sequence(_ user: Data) throws -> Int64 {
        try Int64.fetchOne(
            cachedStatement(sql: "UPDATE event_sequences SET last = last + 1 WHERE user_id = ? RETURNING last"),
            arguments: [user]) ?? 0
    }

    func append(_ user: Data, subject: Data, type: String, version: Int, data: String, now: Int64) throws {
        let number = try sequence(user)
        let event = Data(Identifier(at: Instant(milliseconds: now)).bytes)
        try run(
            """
            INSERT INTO task_event_log
                (id, user_id, sequence, task_id, type, version, actor, data, undoes, traceparent, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [event, user, number, subject, type, version, "user", data, nil, BareCreate.traceparent, now])
        try run(
            "INSERT INTO unpublished (user_id, sequence, event_id) VALUES (?, ?, ?)", [user, number, event])
    }
}
