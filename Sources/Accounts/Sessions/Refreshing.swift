import Storage
import Time

extension AccountService {
    /// For so long the token used last may be used again and gets the same successor.
    private static let repeatInSeconds: Int64 = 30

    /// Exchanges a refresh token for its successor and a new access token. A token that was exchanged before ends
    /// its session: either its owner or a thief holds a copy (RFC 9700, section 4.14.2).
    public func refresh(_ token: String, from caller: Caller) async throws(AccountError) -> SignedIn {
        guard let token = RefreshToken(token) else { throw .unauthenticated }
        let now = clock.now()
        // The refusal is a value: throwing would take the end of the session back.
        let rotation = try await write { try rotate(token, from: caller, at: now, in: $0) }
        guard let rotation else { throw .unauthenticated }
        return try await signedIn(rotation.user, refresh: rotation.successor, at: now)
    }

    private struct Rotation: Sendable {
        let user: User
        let successor: RefreshToken
    }

    private func rotate(
        _ token: RefreshToken, from caller: Caller, at now: Instant, in connection: any Connection
    ) throws -> Rotation? {
        let successor = refreshKeys.successor(of: token)
        let owner = try connection.first(
            """
            UPDATE sessions SET refresh_hash = \(successor.hash), previous_hash = refresh_hash, rotated_at = \(now),
                last_used_at = \(now), expires_at = \(now.adding(seconds: Self.sessionLifetimeInSeconds)),
                address = \(caller.address), user_agent = \(caller.userAgent)
            WHERE id = \(token.session) AND refresh_hash = \(token.hash) AND expires_at > \(now) RETURNING user_id
            """
        ) { try $0.identifier(0) }
        if let owner {
            return try User.find(owner, in: connection).map { Rotation(user: $0, successor: successor) }
        }
        if let repeated = try repeatedRotation(of: token, at: now, in: connection) { return repeated }
        if refreshKeys.issued(token) { try endSessions("id = \(token.session)", in: connection) }
        return nil
    }

    /// What the token was exchanged for a moment ago, while that has not been used itself.
    private func repeatedRotation(
        of token: RefreshToken, at now: Instant, in connection: any Connection
    ) throws -> Rotation? {
        let session = try connection.first(
            """
            SELECT user_id, refresh_hash FROM sessions
            WHERE id = \(token.session) AND previous_hash = \(token.hash) AND expires_at > \(now)
                AND rotated_at >= \(now.adding(seconds: -Self.repeatInSeconds))
            """
        ) { (user: try $0.identifier(0), hash: try $0.bytes(1)) }
        guard let session, let successor = refreshKeys.successor(of: token, withHash: session.hash) else { return nil }
        return try User.find(session.user, in: connection).map { Rotation(user: $0, successor: successor) }
    }
}
