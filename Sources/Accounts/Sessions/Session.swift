public import JSON
public import Storage
public import Time

/// One place where a person is signed in.
public struct Session: Sendable {
    public let id: Identifier
    public let createdAt: Instant
    public let lastUsedAt: Instant
    public let expiresAt: Instant
    public let address: String
    public let userAgent: String

    /// - Parameter current: the session that asks.
    public func write(to json: inout JSONWriter, current: Identifier?) {
        json.object { json in
            json.member("id") { $0.plain(id.text) }
            json.member("created_at") { $0.plain(RFC3339.bytes(createdAt)) }
            json.member("last_used_at") { $0.plain(RFC3339.bytes(lastUsedAt)) }
            json.member("expires_at") { $0.plain(RFC3339.bytes(expiresAt)) }
            json.member("address", address)
            json.member("user_agent", userAgent)
            json.member("current", id == current)
        }
    }
}

extension AccountService {
    /// A session ends when it was not used for so long.
    static let sessionLifetimeInSeconds: Int64 = 30 * 86400
    /// More end the ones that were not used for longest.
    static let mostSessions = 100

    /// The person's sessions, last used first.
    public static func sessions(
        of user: Identifier, at now: Instant, in connection: any Connection
    ) throws -> [Session] {
        try connection.fetch(
            """
            SELECT id, created_at, last_used_at, expires_at, address, user_agent FROM sessions
            WHERE user_id = \(user) AND expires_at > \(now) ORDER BY last_used_at DESC, id DESC
            """
        ) { row in
            Session(
                id: try row.identifier(0), createdAt: try row.instant(1), lastUsedAt: try row.instant(2),
                expiresAt: try row.instant(3), address: try row.text(4), userAgent: try row.text(5))
        }
    }

    public func sessions(of user: Identifier) async throws(AccountError) -> [Session] {
        let now = clock.now()
        return try await read { try Self.sessions(of: user, at: now, in: $0) }
    }

    /// Opens a session and gives it its first refresh token.
    func openSession(
        for user: Identifier, from caller: Caller, at now: Instant, in connection: any Connection
    ) throws -> RefreshToken {
        let refresh = refreshKeys.first(of: Identifier(at: now))
        try connection.execute(
            """
            INSERT INTO sessions
                (id, user_id, created_at, last_used_at, expires_at, refresh_hash, address, user_agent)
            VALUES (\(refresh.session), \(user), \(now), \(now),
                \(now.adding(seconds: Self.sessionLifetimeInSeconds)), \(refresh.hash), \(caller.address),
                \(caller.userAgent))
            """)
        try endSessions(
            """
            user_id = \(user) AND id IN (SELECT id FROM sessions WHERE user_id = \(user)
                ORDER BY last_used_at DESC, id DESC LIMIT 1000000 OFFSET \(Self.mostSessions))
            """, in: connection)
        return refresh
    }

    /// Ends the sessions that `condition` picks and counts them; their access tokens end with the commit.
    @discardableResult
    func endSessions(_ condition: SQL, in connection: any Connection) throws -> Int {
        let ended = try connection.fetch("DELETE FROM sessions WHERE \(condition) RETURNING id") {
            try $0.identifier(0)
        }
        if !ended.isEmpty {
            connection.afterCommit { [gate] in
                for session in ended { gate.forget(session) }
            }
        }
        return ended.count
    }
}
