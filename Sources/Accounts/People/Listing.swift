public import Storage

extension AccountService {
    /// People in the order in which they came, `limit` at a time.
    ///
    /// - Parameter previous: the last one of the page before.
    public func people(after previous: Identifier? = nil, limit: Int = 500) async throws(AccountError) -> [User] {
        try await read { connection in
            let rest: SQL = previous.map { "AND id > \($0)" } ?? ""
            return try connection.fetch(
                "SELECT \(User.columns) FROM users WHERE deleted_at IS NULL \(rest) ORDER BY id LIMIT \(limit)",
                User.init)
        }
    }
}
