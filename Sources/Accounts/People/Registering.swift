import Events
import Storage
public import Time

/// What somebody gives who wants an account.
public struct Registration: Sendable {
    public let email: EmailAddress
    public let password: Password
    public let name: String
    public let zone: Zone
    public let locale: LanguageTag
    public let invite: String?

    /// - Parameter name: 1–255 Unicode scalars, trimmed.
    public init(
        email: EmailAddress, password: Password, name: String, zone: Zone = .utc, locale: LanguageTag = .english,
        invite: String? = nil
    ) {
        self.email = email
        self.password = password
        self.name = name
        self.zone = zone
        self.locale = locale
        self.invite = invite
    }
}

extension AccountService {
    /// Opens an account, as far as the policy allows, and signs in.
    public func register(_ registration: Registration, from caller: Caller) async throws(AccountError) -> SignedIn {
        let now = clock.now()
        if self.registration == .closed { throw .registrationClosed }
        try limits.takeRegistration(network: Network(caller.address), at: now)
        let invite = try admission(registration)
        // Asked before the hash, so that what is refused anyway costs no memory and no time.
        try await read { connection in
            if let invite, try !isValid(invite, at: now, in: connection) { throw AccountError.inviteInvalid }
            if try User.find(email: registration.email, in: connection) != nil { throw AccountError.emailTaken }
        }
        let hash = try await hasher.hash(registration.password)
        let (user, refresh) = try await write { connection in
            if let invite, try !redeem(invite, at: now, in: connection) { throw AccountError.inviteInvalid }
            let user = try insert(registration, hash: hash, at: now, in: connection)
            try sendConfirmation(to: user, at: now, in: connection)
            return (user, try openSession(for: user.id, from: caller, at: now, in: connection))
        }
        return try await signedIn(user, refresh: refresh, at: now)
    }

    /// Opens an account on the operator's word: no policy, no letter, no session.
    public func add(_ registration: Registration) async throws(AccountError) -> User {
        let now = clock.now()
        let hash = try await hasher.hash(registration.password)
        return try await write { try insert(registration, hash: hash, at: now, in: $0) }
    }

    /// The invitation that the registration depends on, if it does.
    private func admission(_ registration: Registration) throws(AccountError) -> SecretToken? {
        switch self.registration {
        case .open: return nil
        case .closed: throw .registrationClosed
        case .invite:
            guard let text = registration.invite else { throw .inviteMissing }
            guard let invite = SecretToken(text) else { throw .inviteInvalid }
            return invite
        }
    }

    private func insert(
        _ registration: Registration, hash: String, at now: Instant, in connection: any Connection
    ) throws -> User {
        let email = registration.email
        let user = try connection.first(
            """
            INSERT INTO users (id, email, email_key, name, timezone, locale, password_hash, created_at)
            VALUES (\(Identifier(at: now)), \(email.text), \(email.key), \(registration.name),
                \(registration.zone.identifier), \(registration.locale.text), \(hash), \(now))
            ON CONFLICT (email_key) DO NOTHING RETURNING \(User.columns)
            """, User.init)
        guard let user else { throw AccountError.emailTaken }
        try log.open(for: user.id, in: connection)
        try connection.execute("INSERT INTO task_counts (user_id, open, completed) VALUES (\(user.id), 0, 0)")
        return user
    }
}
