public import JSON
public import Storage
public import Time

/// A person with an account, as they see themselves. The password's hash is never part of it.
public struct User: Hashable, Sendable {
    public let id: Identifier
    public internal(set) var email: String
    public internal(set) var isEmailConfirmed: Bool
    public internal(set) var name: String
    /// IANA name.
    public internal(set) var timezone: String
    /// BCP 47.
    public internal(set) var locale: String
    /// Counts the changes that people made to the account.
    public internal(set) var version: Int64
    public let createdAt: Instant

    /// The zone of ``timezone``; UTC when the time zone database has lost it.
    public var zone: Zone { Zone(identifier: timezone) ?? .utc }

    /// The contract's `user`.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("id") { $0.plain(id.text) }
            json.member("email", email)
            json.member("email_confirmed", isEmailConfirmed)
            json.member("name", name)
            json.member("timezone", timezone)
            json.member("locale", locale)
            json.member("created_at") { $0.plain(RFC3339.bytes(createdAt)) }
        }
    }
}

extension User {
    static let columns: SQL = "id, email, email_confirmed, name, timezone, locale, version, created_at"

    /// Decodes ``columns``.
    init(_ row: any Row) throws {
        id = try row.identifier(0)
        email = try row.text(1)
        isEmailConfirmed = try row.bool(2)
        name = try row.text(3)
        timezone = try row.text(4)
        locale = try row.text(5)
        version = try row.integer(6)
        createdAt = try row.instant(7)
    }

    /// The account, unless it was deleted.
    public static func find(_ id: Identifier, in connection: any Connection) throws -> User? {
        try connection.first("SELECT \(columns) FROM users WHERE id = \(id) AND deleted_at IS NULL", User.init)
    }

    /// The account with this address.
    static func find(email: EmailAddress, in connection: any Connection) throws -> User? {
        try connection.first("SELECT \(columns) FROM users WHERE email_key = \(email.key)", User.init)
    }
}
