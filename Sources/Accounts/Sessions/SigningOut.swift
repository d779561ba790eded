public import Storage

extension AccountService {
    /// Ends the session that asks.
    public func signOut(_ session: LiveSession) async throws(AccountError) {
        try await write { connection in
            _ = try endSessions("id = \(session.session) AND user_id = \(session.user)", in: connection)
        }
    }

    /// Ends one of the person's sessions; throws ``AccountError/notFound`` when it is none of theirs.
    public func endSession(_ session: Identifier, of user: Identifier, in connection: any Connection) throws {
        guard try endSessions("id = \(session) AND user_id = \(user)", in: connection) > 0 else {
            throw AccountError.notFound
        }
    }
}
