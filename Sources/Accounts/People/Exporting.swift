public import JSON
public import Storage
public import Time

/// What the server knows of a person apart from their tasks; small, whatever they have.
public struct AccountExport: Sendable {
    public let user: User
    public let sessions: [Session]

    /// - Parameter current: the session that asks.
    public func write(to json: inout JSONWriter, current: Identifier?) {
        json.object { json in
            json.member("user") { user.write(to: &$0) }
            json.member("sessions") { json in
                json.array(sessions) { $1.write(to: &$0, current: current) }
            }
        }
    }
}

extension AccountService {
    /// Throws ``AccountError/unauthenticated`` when the account is gone.
    public func export(
        _ user: Identifier, at now: Instant, in connection: any Connection
    ) throws -> AccountExport {
        guard let found = try User.find(user, in: connection) else { throw AccountError.unauthenticated }
        return AccountExport(user: found, sessions: try Self.sessions(of: user, at: now, in: connection))
    }
}
