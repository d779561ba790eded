import Storage
import Time

extension AccountService {
    /// Signs in with address and password. An unknown address takes the same way as a wrong password: the same
    /// query, the same hash, the same error.
    ///
    /// - Parameter email: whatever was given; what is no address belongs to nobody.
    public func signIn(
        email: String, password: String, from caller: Caller
    ) async throws(AccountError) -> SignedIn {
        let now = clock.now()
        let network = Network(caller.address)
        let email = EmailAddress(email)
        let candidate = try await candidate(email?.key ?? "", at: now)
        let permit = try limits.takeSignIn(
            account: email?.key ?? "", network: network, isKnown: candidate?.networks.contains(network) ?? false,
            at: now)
        let attempt = Password(attempt: password)
        guard try await hasher.verify(attempt, against: candidate?.hash), let candidate else {
            throw .wrongCredentials
        }
        limits.giveBack(permit)
        let newHash = hasher.isOutdated(candidate.hash) ? try await hasher.hash(attempt) : candidate.hash
        let (user, refresh) = try await write { connection in
            // Both may have changed while the hash was computed.
            guard let user = try User.find(candidate.user, in: connection),
                try connection.exists(
                    """
                    UPDATE users SET password_hash = \(newHash)
                    WHERE id = \(user.id) AND password_hash = \(candidate.hash) RETURNING 1
                    """)
            else { throw AccountError.wrongCredentials }
            return (user, try openSession(for: user.id, from: caller, at: now, in: connection))
        }
        return try await signedIn(user, refresh: refresh, at: now)
    }

    /// Whom a login may be about.
    private struct Candidate: Sendable {
        let user: Identifier
        let hash: String
        /// From where the account is signed in.
        let networks: Set<Network>
    }

    private func candidate(_ key: String, at now: Instant) async throws(AccountError) -> Candidate? {
        try await read { connection in
            let found = try connection.first("SELECT id, password_hash FROM users WHERE email_key = \(key)") {
                (user: try $0.identifier(0), hash: try $0.text(1))
            }
            guard let found else { return nil }
            let addresses = try connection.fetch(
                "SELECT DISTINCT address FROM sessions WHERE user_id = \(found.user)"
            ) { try $0.text(0) }
            return Candidate(user: found.user, hash: found.hash, networks: Set(addresses.map(Network.init)))
        }
    }
}
