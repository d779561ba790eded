public import Logging
public import ServiceLifecycle
public import Storage

/// Erases all rows of deleted accounts, their history once it is published.
/// Any number of processes may do it at once; a crash leaves the rest for the next pass.
public struct Eraser: Service {
    /// Rows in one transaction: big deletes hold up nobody's write.
    private static let chunk = 200

    /// A table and the columns that tell a person's rows apart.
    private struct Table {
        let name: String
        let key: [String]

        init(_ name: String, _ key: String...) {
            self.name = name
            self.key = key
        }
    }

    /// Erased at once.
    private static let possessions = [
        // Series first: they make tasks.
        Table("recurring_tasks", "id"), Table("occurrences", "recurring_task_id", "occurrence"),
        Table("task_search", "task_id"), Table("task_tags", "tag_key", "task_id"), Table("tasks", "id"),
        Table("lead_times", "seconds"), Table("task_reminders", "task_id"),
        Table("notification_preferences", "user_id"), Table("notices", "id"), Table("deliveries", "id"),
        Table("idempotency_keys", "method", "path", "key"), Table("one_time_tokens", "hash"), Table("sessions", "id"),
        Table("webhooks", "id"), Table("push_subscriptions", "id"),
    ]

    /// Erased once everything is published that ever will be.
    private static let history = [Table("unpublished", "sequence"), Table("task_event_log", "sequence")]

    private let database: any Database
    private let logger: Logger

    public init(database: any Database, logger: Logger) {
        self.database = database
        self.logger = logger
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await pass()
                } catch {
                    logger.warning("Erasing failed; it is tried again", metadata: ["error": "\(error)"])
                }
                try? await Task.sleep(for: .seconds(5))
            }
        }
    }

    /// Erases what can be erased now.
    public func pass() async throws {
        let deleted = try await database.read(.lookup) { connection in
            try connection.fetch("SELECT id FROM users WHERE deleted_at IS NOT NULL LIMIT 100") {
                try $0.identifier(0)
            }
        }
        for user in deleted { try await erase(user) }
    }

    private func erase(_ user: Identifier) async throws {
        for table in Self.possessions { try await erase(table, of: user) }
        guard try await database.read(.lookup, { try !isAwaited(user, in: $0) }) else { return }
        for table in Self.history { try await erase(table, of: user) }
        try await database.write { connection in
            // A change that was under way when the account was deleted may have left rows behind; they are the next
            // pass's, and so is the account.
            guard try !isAwaited(user, in: connection), try !isReferenced(user, in: connection) else { return }
            try connection.execute("DELETE FROM task_counts WHERE user_id = \(user)")
            try connection.execute("DELETE FROM event_sequences WHERE user_id = \(user)")
            try connection.execute("DELETE FROM users WHERE id = \(user)")
        }
    }

    /// Whether events of the person's wait to be published. Parked ones never will be.
    private func isAwaited(_ user: Identifier, in connection: any Connection) throws -> Bool {
        try connection.exists("SELECT 1 FROM unpublished WHERE user_id = \(user) AND parked = 0 LIMIT 1")
    }

    private func isReferenced(_ user: Identifier, in connection: any Connection) throws -> Bool {
        try (Self.possessions + Self.history).contains { table in
            try connection.exists("SELECT 1 FROM \(unsafeSQL: table.name) WHERE user_id = \(user) LIMIT 1")
        }
    }

    private func erase(_ table: Table, of user: Identifier) async throws {
        let key = table.key.joined(separator: ", ")
        let statement: SQL = """
            DELETE FROM \(unsafeSQL: table.name) WHERE user_id = \(user) AND (\(unsafeSQL: key)) IN
                (SELECT \(unsafeSQL: key) FROM \(unsafeSQL: table.name) WHERE user_id = \(user) LIMIT \(Self.chunk))
            RETURNING 1
            """
        while try await database.write({ try $0.count(statement) }) == Self.chunk {}
    }
}
