public import Events
public import Storage
public import Time

/// What a person wants to change of their account; nil leaves a member as it is.
public struct UserEdit: Sendable {
    public var email: EmailAddress?
    public var name: String?
    public var zone: Zone?
    public var locale: LanguageTag?

    /// - Parameter name: 1–255 Unicode scalars, trimmed.
    public init(email: EmailAddress? = nil, name: String? = nil, zone: Zone? = nil, locale: LanguageTag? = nil) {
        self.email = email
        self.name = name
        self.zone = zone
        self.locale = locale
    }
}

extension AccountService {
    /// Whether the edit brings another address, which needs the current password.
    public func needsPassword(_ edit: UserEdit, of user: Identifier) async throws(AccountError) -> Bool {
        guard let email = edit.email else { return false }
        return try await read { try User.find(user, in: $0)?.email != email.text }
    }

    /// Changes an account. A new address is unconfirmed and gets a letter.
    ///
    /// When ``UserChange/movesDays``, the caller re-dates the person's all-day tasks in the same transaction.
    ///
    /// - Parameter proof: needed when the address changes; throws ``AccountError/wrongCurrentPassword`` without.
    public func edit(
        _ user: Identifier, _ edit: UserEdit, proof: PasswordProof?, by author: Author, in connection: any Connection
    ) throws -> UserChange {
        try log.claim(user, in: connection)
        guard let before = try User.find(user, in: connection) else { throw AccountError.unauthenticated }
        var after = before
        after.name = edit.name ?? before.name
        after.timezone = edit.zone?.identifier ?? before.timezone
        after.locale = edit.locale?.text ?? before.locale
        if let email = edit.email, email.text != before.email {
            guard let proof, proof.user == user else { throw AccountError.wrongCurrentPassword }
            try proof.check(in: connection)
            if let holder = try User.find(email: email, in: connection), holder.id != user {
                throw AccountError.emailTaken
            }
            after.email = email.text
            after.isEmailConfirmed = false
        }
        let change = try store(UserChange(before: before, after: after), by: author, in: connection)
        if change.after.email != before.email {
            try sendConfirmation(to: change.after, at: clock.now(), in: connection)
        }
        return change
    }
}
