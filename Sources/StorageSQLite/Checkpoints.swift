import Dispatch
import GRDBSQLite
import Storage
import Synchronization

/// Carries the log over into the database on a thread of its own, so that no write waits for it.
///
/// A log that somebody always writes to is never carried over to its end, and could not start over. When it is very long,
/// the writer itself carries over the little that is left.
final class Checkpoints: Sendable {
    /// Pages of the log.
    struct Lengths {
        /// Carrying over begins: 16 MiB.
        var long: Int32 = 4096
        /// The writer waits for it: 64 MiB.
        var longest: Int32 = 16384
    }

    private let connection: SQLiteConnection
    private let lengths: Lengths
    private let queue = DispatchQueue(label: "todo.sqlite.checkpoint")
    private let isRunning = Atomic(false)

    init(connection: SQLiteConnection, lengths: Lengths = Lengths()) {
        self.connection = connection
        self.lengths = lengths
    }

    /// Asks SQLite to tell of each commit of `writer`, whose owner keeps this object for as long as it writes.
    func watch(_ writer: SQLiteConnection) {
        writer.onCommit(tell: Unmanaged.passUnretained(self).toOpaque()) { context, writer, _, pages in
            guard let context else { return SQLITE_OK }
            Unmanaged<Checkpoints>.fromOpaque(context).takeUnretainedValue().committed(pages, by: writer)
            return SQLITE_OK
        }
    }

    /// - Parameter pages: the length of the log.
    private func committed(_ pages: Int32, by writer: OpaquePointer?) {
        if pages >= lengths.longest {
            // Nothing is lost when it fails: the log stays, and the next commit tries again.
            sqlite3_wal_checkpoint_v2(writer, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
        } else if pages >= lengths.long, !isRunning.exchange(true, ordering: .acquiringAndReleasing) {
            queue.async { self.carryOver() }
        }
    }

    private func carryOver() {
        try? connection.onQueue { try connection.execute("PRAGMA wal_checkpoint(PASSIVE)") }
        isRunning.store(false, ordering: .releasing)
    }

    /// Waits for what has begun, and closes the connection.
    func close() {
        queue.sync { connection.close() }
    }
}
