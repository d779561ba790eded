import Accounts
import HTTPTypes
import JSON
import Testing

/// A way in which a session ends.
enum Revocation: CaseIterable {
    case logout, sessionEnded, passwordChanged, passwordReset, refreshTokenReused, accountDeleted

    /// Whether the person's other sessions live on.
    var sparesOthers: Bool { self != .passwordReset && self != .accountDeleted }

    /// Ends the session of `doomed`.
    ///
    /// - Parameters:
    ///   - keeper: the same person in another session.
    ///   - server: who is asked; it may be another process than the one that the session is used at.
    func end(_ doomed: Guest, keeper: Guest, on server: TestServer) async throws {
        let doomed = Guest(server: server, email: doomed.email, access: doomed.access, refresh: doomed.refresh)
        let keeper = Guest(server: server, email: keeper.email, access: keeper.access, refresh: keeper.refresh)
        switch self {
        case .logout: #expect(try await doomed.send(.post, "/api/auth/logout").status == .noContent)
        case .sessionEnded:
            let sessions = try await doomed.send(.get, "/api/auth/sessions").json["items"]?.array ?? []
            let id = try #require(sessions.first { $0["current"]?.bool == true }?["id"]?.string)
            #expect(try await keeper.send(.delete, "/api/auth/sessions/\(id)").status == .noContent)
        case .passwordChanged:
            let body = #"{"current_password": "\#(Guest.password)", "new_password": "battery staple"}"#
            #expect(try await keeper.send(.post, "/api/users/me/password", body).status == .noContent)
        case .passwordReset: try await resetPassword(of: keeper.email, on: server)
        case .refreshTokenReused:
            let refresh = { (token: String) in
                try await server.send(.post, "/api/auth/refresh", #"{"refresh_token": "\#(token)"}"#)
            }
            let second = try await refresh(doomed.refresh).json["refresh_token"]?.string
            #expect(try await refresh(try #require(second)).status == .ok)
            #expect(try await refresh(doomed.refresh).status == .unauthorized)
        case .accountDeleted:
            let body = #"{"current_password": "\#(Guest.password)"}"#
            #expect(try await keeper.send(.delete, "/api/users/me", body).status == .noContent)
        }
    }

    private func resetPassword(of email: String, on server: TestServer) async throws {
        let asked = try await server.send(.post, "/api/auth/password/forgot", #"{"email": "\#(email)"}"#)
        #expect(asked.status == .accepted)
        await server.letters.next(.passwordReset)
        let token = try server.letters.token(.passwordReset)
        let body = #"{"token": "\#(token)", "new_password": "battery staple"}"#
        #expect(try await server.send(.post, "/api/auth/password/reset", body).status == .noContent)
    }
}

extension TestServer {
    /// Somebody in two sessions, with an address that letters go to.
    func personInTwoSessions() async throws -> (keeper: Guest, doomed: Guest) {
        let keeper = try await register()
        let confirm = #"{"token": "\#(try letters.token(.confirmation))"}"#
        #expect(try await send(.post, "/api/auth/email/confirm", confirm).status == .noContent)
        return (keeper, try guest(keeper.email, try await login(keeper.email)))
    }
}
