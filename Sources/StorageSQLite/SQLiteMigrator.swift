public import Storage

extension SQLiteDatabase {
    /// All steps of the schema, oldest first.
    public static let migrations: [Migration] = [
        .migration0001, .migration0002, .migration0003, .migration0004, .migration0005,
        .migration0006, .migration0007, .migration0008,
    ]

    public func migrate() async throws -> [MigrationStatus] {
        try await write { try $0.execute(Self.table) }
        for migration in Self.migrations {
            // Asked inside the transaction that applies it: another process may migrate at this moment.
            try await write { connection in
                guard let sqlite = connection as? SQLiteConnection,
                    try !connection.exists("SELECT 1 FROM schema_migrations WHERE number = \(migration.number)")
                else { return }
                try sqlite.script(migration.script)
                try connection.execute(
                    """
                    INSERT INTO schema_migrations (number, name, applied_at)
                    VALUES (\(migration.number), \(migration.name), CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER))
                    """)
            }
        }
        return try await migrationStatus()
    }

    public func migrationStatus() async throws -> [MigrationStatus] {
        let applied = try await read { connection in
            guard try connection.exists("SELECT 1 FROM sqlite_master WHERE name = 'schema_migrations'") else {
                return [Int]()
            }
            return try connection.fetch("SELECT number FROM schema_migrations ORDER BY number") { try $0.int(0) }
        }
        let newest = Self.migrations.last?.number ?? 0
        if let unknown = applied.first(where: { $0 > newest }) {
            throw StorageError.schema("the database has migration \(unknown), this program knows \(newest)")
        }
        return Self.migrations.map {
            MigrationStatus(number: $0.number, name: $0.name, isApplied: applied.contains($0.number))
        }
    }

    private static let table: Storage.SQL = """
        CREATE TABLE IF NOT EXISTS schema_migrations (
            number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL
        ) STRICT
        """
}
