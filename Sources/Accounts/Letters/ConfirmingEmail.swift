import Events
import Storage
import Time

extension AccountService {
    /// Confirms the address that the letter with this token went to.
    public func confirmEmail(token: String, traceparent: String) async throws(AccountError) -> User {
        guard let token = SecretToken(token) else { throw .tokenInvalid }
        let now = clock.now()
        return try await write { connection in
            guard let user = try redeem(token, .confirm, at: now, in: connection) else {
                throw AccountError.tokenInvalid
            }
            var confirmed = user
            confirmed.isEmailConfirmed = true
            let author = Author(user: user.id, actor: "user:\(user.id)", traceparent: traceparent)
            return try store(UserChange(before: user, after: confirmed), by: author, in: connection).after
        }
    }

    /// Writes to an address that is not confirmed yet, unless it got three letters in the last day.
    func sendConfirmation(to user: User, at now: Instant, in connection: any Connection) throws {
        let letters = try connection.first(
            """
            SELECT COUNT(*) FROM one_time_tokens
            WHERE user_id = \(user.id) AND purpose = \(TokenPurpose.confirm.rawValue)
                AND created_at > \(now.adding(seconds: -86400))
            """
        ) { try $0.int(0) }
        guard let email = EmailAddress(user.email), letters ?? 0 < 3,
            limits.takeConfirmationLetter(email: email, at: now)
        else { return }
        let token = try issueToken(.confirm, for: user, at: now, in: connection)
        let letter = Letter(.confirmation, to: user, link: links.confirmation(token))
        try mailbox.post(letter, connection)
    }
}
