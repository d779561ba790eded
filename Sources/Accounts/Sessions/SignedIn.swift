public import Storage
import Time

/// What a person gets who signs in.
public struct SignedIn: Sendable {
    public let accessToken: String
    /// Seconds.
    public let expiresIn: Int
    public let refreshToken: String
    public let user: User
    public let session: Identifier
}

extension AccountService {
    func signedIn(
        _ user: User, refresh: RefreshToken, at now: Instant
    ) async throws(AccountError) -> SignedIn {
        SignedIn(
            accessToken: try await accessTokens.issue(for: user.id, session: refresh.session, at: now),
            expiresIn: AccessTokens.lifetimeInSeconds, refreshToken: refresh.text, user: user,
            session: refresh.session)
    }
}
