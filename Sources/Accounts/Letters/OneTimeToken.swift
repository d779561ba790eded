import Storage
import Time

/// What a letter's token is good for.
enum TokenPurpose: String, Sendable {
    case confirm, reset

    var lifetimeInSeconds: Int64 {
        switch self {
        case .confirm: 48 * 3600
        case .reset: 3600
        }
    }
}

extension AccountService {
    /// A new token for the person's present address; older ones of this purpose are void from now on.
    func issueToken(
        _ purpose: TokenPurpose, for user: User, at now: Instant, in connection: any Connection
    ) throws -> SecretToken {
        try voidTokens(of: user.id, for: purpose, in: connection)
        let token = SecretToken()
        try connection.execute(
            """
            INSERT INTO one_time_tokens (hash, user_id, purpose, email, created_at, expires_at)
            VALUES (\(token.hash), \(user.id), \(purpose.rawValue), \(user.email), \(now),
                \(now.adding(seconds: purpose.lifetimeInSeconds)))
            """)
        return token
    }

    /// The rows stay until they expire: they tell how many letters were sent.
    func voidTokens(of user: Identifier, for purpose: TokenPurpose, in connection: any Connection) throws {
        try connection.execute(
            """
            UPDATE one_time_tokens SET used_at = \(clock.now())
            WHERE user_id = \(user) AND purpose = \(purpose.rawValue) AND used_at IS NULL
            """)
    }

    /// Whose token it is, if it still counts: unused, not expired, and for the address that the account still has.
    func tokenHolder(
        _ token: SecretToken, _ purpose: TokenPurpose, at now: Instant, in connection: any Connection
    ) throws -> User? {
        let row = try connection.first(
            """
            SELECT user_id, email FROM one_time_tokens
            WHERE hash = \(token.hash) AND purpose = \(purpose.rawValue) AND used_at IS NULL AND expires_at > \(now)
            """
        ) { (user: try $0.identifier(0), email: try $0.text(1)) }
        guard let row, let user = try User.find(row.user, in: connection), user.email == row.email else { return nil }
        return user
    }

    /// Uses a token up: of several attempts at once one gets its person.
    func redeem(
        _ token: SecretToken, _ purpose: TokenPurpose, at now: Instant, in connection: any Connection
    ) throws -> User? {
        guard let user = try tokenHolder(token, purpose, at: now, in: connection),
            try connection.exists(
                "UPDATE one_time_tokens SET used_at = \(now) WHERE hash = \(token.hash) AND used_at IS NULL RETURNING 1"
            )
        else { return nil }
        return user
    }
}
