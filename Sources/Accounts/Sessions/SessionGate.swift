public import Storage
import Synchronization
public import Time

/// A credential that holds now.
public struct LiveSession: Hashable, Sendable {
    public let user: Identifier
    public let session: Identifier
    /// When the access token expires; a stream ends then.
    public let expiresAt: Instant
}

/// Lets requests in: the token is verified once, the session looked up at most once a second.
///
/// What ends a session in this process counts at once; another process hears of it within the second.
public final class SessionGate: Sendable {
    /// Milliseconds for which a session that was found alive counts as alive.
    private static let trust: Int64 = 1000
    private static let capacity = 10_000

    private struct Check {
        let user: Identifier
        let time: Instant
    }

    private struct State {
        /// By the value of the `Authorization` field.
        var claims = RecentCache<String, AccessClaims>(capacity: capacity)
        /// The last time that a session was found alive.
        var checks = RecentCache<Identifier, Check>(capacity: capacity)
        /// Sessions ended so far: what was read before the last end must not be remembered after it.
        var ends = 0
    }

    private let tokens: AccessTokens
    private let database: any Database
    private let clock: WallClock
    private let state = Mutex(State())

    init(tokens: AccessTokens, database: any Database, clock: WallClock) {
        self.tokens = tokens
        self.database = database
        self.clock = clock
    }

    /// The session of an `Authorization` field that was let in within the last second; nil says nothing about it.
    public func cached(authorization: String) -> LiveSession? {
        let now = clock.now()
        return state.withLock { state in
            guard let claims = state.claims[authorization], claims.expiresAt > now,
                Self.isFresh(state.checks[claims.session], of: claims.user, at: now)
            else { return nil }
            return LiveSession(claims)
        }
    }

    /// The session of an `Authorization` field (RFC 6750, section 2.1).
    /// Throws ``AccountError/unauthenticated`` or ``AccountError/storage(_:)``.
    public func authenticate(authorization: String) async throws(AccountError) -> LiveSession {
        if let session = cached(authorization: authorization) { return session }
        let session = LiveSession(try await claims(of: authorization))
        guard try await isLive(session) else { throw .unauthenticated }
        return session
    }

    /// Whether the session has neither ended nor outlived its token; for streams, which ask again and again.
    public func isLive(_ session: LiveSession) async throws(AccountError) -> Bool {
        let now = clock.now()
        guard session.expiresAt > now else { return false }
        let (isFresh, ends) = state.withLock { state in
            (Self.isFresh(state.checks[session.session], of: session.user, at: now), state.ends)
        }
        if isFresh { return true }
        let isLive: Bool
        do {
            isLive = try await database.read(.statement) { connection in
                try connection.exists(
                    """
                    SELECT 1 FROM sessions
                    WHERE id = \(session.session) AND user_id = \(session.user) AND expires_at > \(now)
                    """)
            }
        } catch {
            throw AccountError(error)
        }
        if isLive {
            state.withLock { state in
                if state.ends == ends { state.checks[session.session] = Check(user: session.user, time: now) }
            }
        }
        return isLive
    }

    /// Forgets a session that has ended.
    func forget(_ session: Identifier) {
        state.withLock { state in
            state.checks[session] = nil
            state.ends += 1
        }
    }

    private func claims(of authorization: String) async throws(AccountError) -> AccessClaims {
        let now = clock.now()
        if let claims = state.withLock({ $0.claims[authorization] }) {
            guard claims.expiresAt > now else { throw .unauthenticated }
            return claims
        }
        guard let token = Self.token(authorization), let claims = await tokens.verify(token, at: now) else {
            throw .unauthenticated
        }
        state.withLock { $0.claims[authorization] = claims }
        return claims
    }

    /// A check of the future, after the clock was set back, does not count.
    private static func isFresh(_ check: Check?, of user: Identifier, at now: Instant) -> Bool {
        guard let check, check.user == user else { return false }
        return check.time <= now && now.milliseconds - check.time.milliseconds < trust
    }

    private static func token(_ authorization: String) -> String? {
        let parts = authorization.split(separator: " ", omittingEmptySubsequences: true)
        guard parts.count == 2, let scheme = parts.first, scheme.lowercased() == "bearer" else { return nil }
        return parts.last.map(String.init)
    }
}

extension LiveSession {
    fileprivate init(_ claims: AccessClaims) {
        user = claims.user
        session = claims.session
        expiresAt = claims.expiresAt
    }
}
