import Storage
import Time

extension AccountService {
    /// Sends a link for a new password, if somebody has confirmed this address.
    ///
    /// The work goes on after the answer: neither its kind nor its time tells whether the address is known.
    public func forgetPassword(of email: EmailAddress, from caller: Caller) throws(AccountError) {
        let now = clock.now()
        try limits.takeForgotten(network: Network(caller.address), at: now)
        // Who is over this limit hears nothing of it either.
        guard limits.takeResetLetter(email: email, at: now) else { return }
        try background.start { try await sendResetLetter(to: email, at: now) }
    }

    private func sendResetLetter(to email: EmailAddress, at now: Instant) async throws {
        try await database.write { connection in
            guard let user = try User.find(email: email, in: connection), user.isEmailConfirmed else { return }
            let token = try issueToken(.reset, for: user, at: now, in: connection)
            let letter = Letter(.passwordReset, to: user, link: links.reset(token))
            try mailbox.post(letter, connection)
        }
    }

    /// Sets a new password by the token of a letter and ends all of the person's sessions. Confirms no address:
    /// the link may have come from an operator.
    public func resetPassword(token: String, to new: Password) async throws(AccountError) {
        guard let token = SecretToken(token) else { throw .tokenInvalid }
        let now = clock.now()
        // Asked before the hash, so that a made-up token costs no memory and no time.
        guard try await read({ try tokenHolder(token, .reset, at: now, in: $0) }) != nil else { throw .tokenInvalid }
        let hash = try await hasher.hash(new)
        try await write { connection in
            guard let user = try redeem(token, .reset, at: now, in: connection) else {
                throw AccountError.tokenInvalid
            }
            try setPassword(hash, of: user.id, in: connection)
            try endSessions("user_id = \(user.id)", in: connection)
        }
    }

    /// A link by which the person can set a new password, for an operator to hand over; nil when nobody has the
    /// address.
    public func resetLink(for email: EmailAddress) async throws(AccountError) -> String? {
        let now = clock.now()
        return try await write { connection in
            guard let user = try User.find(email: email, in: connection) else { return nil }
            return links.reset(try issueToken(.reset, for: user, at: now, in: connection))
        }
    }
}
