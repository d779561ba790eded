import Foundation
import Storage

/// A file for a test's database, for as long as somebody holds it.
final class DatabaseFile: Sendable {
    let path = FileManager.default.temporaryDirectory.appending(path: "todo-\(UUID()).sqlite").path

    deinit {
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }
}

extension TestServer {
    /// What people own, row by row, to see that nothing of it has changed.
    func contents() async throws -> [String] {
        try await database.read { connection in
            var lines: [String] = []
            for table in Self.tables {
                let columns = try connection.fetch("SELECT name FROM pragma_table_info(\(table)) ORDER BY cid") {
                    "quote(\(try $0.text(0)))"
                }
                let row = columns.joined(separator: " || ' ' || ")
                lines += try connection.fetch("SELECT \(unsafeSQL: row) FROM \(unsafeSQL: table) ORDER BY 1") {
                    "\(table): \(try $0.text(0))"
                }
            }
            return lines
        }
    }

    private static let tables = [
        "users", "sessions", "one_time_tokens", "tasks", "task_counts", "task_tags", "task_search", "recurring_tasks",
        "occurrences", "event_sequences", "task_event_log", "unpublished", "idempotency_keys", "webhooks",
        "push_subscriptions",
    ]
}
