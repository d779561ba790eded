public import Storage

/// Seals what the previous secret sealed with today's, so that the previous one may be forgotten. Processes run it
/// when they start; several may at once.
public struct Resealing: Sendable {
    /// Rows in one transaction.
    private static let chunk = 100

    private static let columns = [
        ("webhooks", "secret"), ("webhooks", "previous_secret"), ("push_subscriptions", "auth"),
    ]

    private let database: any Database
    private let box: SecretBox

    public init(database: any Database, box: SecretBox) {
        self.database = database
        self.box = box
    }

    /// - Returns: how many secrets were sealed anew.
    @discardableResult
    public func run() async throws -> Int {
        guard let previous = box.previousKeyIdentifier, previous != box.keyIdentifier else { return 0 }
        var total = 0
        for (table, column) in Self.columns {
            let rows = try await database.read { connection in
                // Where the sealed form holds the name of its key.
                try connection.fetch(
                    """
                    SELECT user_id, id FROM \(unsafeSQL: table) WHERE substr(\(unsafeSQL: column), 2, 8) = \(previous)
                    """
                ) { (user: try $0.identifier(0), id: try $0.identifier(1)) }
            }
            for start in stride(from: 0, to: rows.count, by: Self.chunk) {
                total += try await database.write { connection in
                    try rows[start..<min(start + Self.chunk, rows.count)].reduce(0) { count, row in
                        try count + reseal(row.user, row.id, table, column, in: connection)
                    }
                }
            }
        }
        return total
    }

    private func reseal(
        _ user: Identifier, _ id: Identifier, _ table: String, _ column: String, in connection: any Connection
    ) throws -> Int {
        let sealed = try connection.first(
            "SELECT \(unsafeSQL: column) FROM \(unsafeSQL: table) WHERE user_id = \(user) AND id = \(id)"
        ) { try $0.optionalBytes(0) }
        let place = "\(table)/\(id)"
        // One that is damaged stays as it is: it is of no use, and must not keep the others back.
        guard let sealed = sealed ?? nil, !box.isCurrent(sealed), let secret = try? box.open(sealed, for: place) else {
            return 0
        }
        return try connection.count(
            """
            UPDATE \(unsafeSQL: table) SET \(unsafeSQL: column) = \(try box.seal(secret, for: place))
            WHERE user_id = \(user) AND id = \(id) AND \(unsafeSQL: column) = \(sealed) RETURNING 1
            """)
    }
}
