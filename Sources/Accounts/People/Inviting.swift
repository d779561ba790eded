import Storage
import Time

extension AccountService {
    private static let inviteLifetimeInSeconds: Int64 = 7 * 86400

    /// Makes an invitation for one account, good for seven days; the answer is what the guest registers with.
    public func invite() async throws(AccountError) -> String {
        let invite = SecretToken()
        let now = clock.now()
        try await write { connection in
            try connection.execute(
                """
                INSERT INTO invites (hash, created_at, expires_at)
                VALUES (\(invite.hash), \(now), \(now.adding(seconds: Self.inviteLifetimeInSeconds)))
                """)
        }
        return invite.text
    }

    func isValid(_ invite: SecretToken, at now: Instant, in connection: any Connection) throws -> Bool {
        try connection.exists("SELECT 1 FROM invites WHERE hash = \(invite.hash) AND expires_at > \(now)")
    }

    /// Uses an invitation up.
    func redeem(_ invite: SecretToken, at now: Instant, in connection: any Connection) throws -> Bool {
        try connection.exists("DELETE FROM invites WHERE hash = \(invite.hash) AND expires_at > \(now) RETURNING 1")
    }
}
