public import Storage
import Time

/// The evidence that somebody knew the account's password a moment ago.
public struct PasswordProof: Sendable {
    public let user: Identifier
    /// The hash that the password was checked against.
    let hash: String

    /// Throws ``AccountError/wrongCurrentPassword`` when the password was changed meanwhile.
    func check(in connection: any Connection) throws {
        guard
            try connection.exists(
                "SELECT 1 FROM users WHERE id = \(user) AND password_hash = \(hash) AND deleted_at IS NULL")
        else { throw AccountError.wrongCurrentPassword }
    }
}

extension AccountService {
    /// Checks the password of the session's person. Failures count for the session, so that whoever holds a stolen
    /// one can neither guess for long nor keep the owner out.
    public func prove(_ password: Password, of session: LiveSession) async throws(AccountError) -> PasswordProof {
        let permit = try limits.takePasswordAttempt(session: session.session, at: clock.now())
        let hash = try await read { connection in
            try connection.first(
                "SELECT password_hash FROM users WHERE id = \(session.user) AND deleted_at IS NULL"
            ) { try $0.text(0) }
        }
        guard try await hasher.verify(password, against: hash), let hash else { throw .wrongCurrentPassword }
        limits.giveBack(permit)
        return PasswordProof(user: session.user, hash: hash)
    }
}
