public import Storage

/// A password change that only has to be stored.
public struct PasswordChange: Sendable {
    let proof: PasswordProof
    let hash: String
}

extension AccountService {
    /// Checks the current password and hashes the new one.
    public func preparePasswordChange(
        from current: Password, to new: Password, of session: LiveSession
    ) async throws(AccountError) -> PasswordChange {
        let proof = try await prove(current, of: session)
        return PasswordChange(proof: proof, hash: try await hasher.hash(new))
    }

    /// Stores the new password and ends the person's other sessions.
    public func changePassword(
        _ change: PasswordChange, keeping session: Identifier, in connection: any Connection
    ) throws {
        let user = change.proof.user
        try change.proof.check(in: connection)
        try setPassword(change.hash, of: user, in: connection)
        try endSessions("user_id = \(user) AND id <> \(session)", in: connection)
    }

    func setPassword(_ hash: String, of user: Identifier, in connection: any Connection) throws {
        try connection.execute("UPDATE users SET password_hash = \(hash) WHERE id = \(user)")
        // A link that was asked for under the old password has no business with the new one.
        try voidTokens(of: user, for: .reset, in: connection)
    }
}
