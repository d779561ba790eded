public import Storage
public import Time

/// A person as those who write to them need to know them.
public struct Recipient: Sendable {
    public let user: Identifier
    public let email: String
    /// Whether the address is known to be theirs; no other gets mail.
    public let isEmailConfirmed: Bool
    public let name: String
    public let zone: Zone

    /// Nil for nobody, or somebody who has left.
    public init?(_ user: Identifier, in connection: any Connection) throws {
        let found = try connection.first(
            "SELECT email, email_confirmed, name, timezone FROM users WHERE id = \(user) AND deleted_at IS NULL"
        ) { row in
            Recipient(
                user: user, email: try row.text(0), isEmailConfirmed: try row.bool(1), name: try row.text(2),
                zone: Zone(identifier: try row.text(3)) ?? .utc)
        }
        guard let found else { return nil }
        self = found
    }

    private init(user: Identifier, email: String, isEmailConfirmed: Bool, name: String, zone: Zone) {
        self.user = user
        self.email = email
        self.isEmailConfirmed = isEmailConfirmed
        self.name = name
        self.zone = zone
    }
}
