public import Events
public import Storage
import Time

extension AccountService {
    /// Closes an account: its sessions end, its address is free at once, and ``Eraser`` removes the rest.
    public func delete(_ proof: PasswordProof, by author: Author, in connection: any Connection) throws {
        try log.claim(proof.user, in: connection)
        try proof.check(in: connection)
        guard let user = try User.find(proof.user, in: connection) else { throw AccountError.unauthenticated }
        try endSessions("user_id = \(user.id)", in: connection)
        try connection.execute("DELETE FROM one_time_tokens WHERE user_id = \(user.id)")
        try connection.execute(
            """
            UPDATE users SET email_key = NULL, deleted_at = \(clock.now()), version = version + 1
            WHERE id = \(user.id)
            """)
        var last = user
        last.version += 1
        try append(.userDeleted, UserChange(before: last, after: last), by: author, in: connection)
    }
}
