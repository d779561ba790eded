import Accounts
import HTTPTypes
import JSON
import Testing

struct PasswordEndpointTests {
    private func forget(_ server: TestServer, _ email: String) async throws -> Reply {
        try await server.send(.post, "/api/auth/password/forgot", #"{"email": "\#(email)"}"#)
    }

    @Test func `Asking for a reset tells nothing of who has an account`() async throws {
        try await TestServer.run { server in
            let guest = try await server.register()
            let known = try await forget(server, guest.email)
            let unknown = try await forget(server, "nobody@example.org")
            #expect(known.status == .accepted && unknown.status == .accepted)
            #expect(known.text == unknown.text)
            #expect(try await forget(server, "no address").refused == ["email"])
        }
    }

    @Test func `A confirmed address gets a link that sets a new password once`() async throws {
        try await TestServer.run { server in
            let guest = try await server.register()
            let confirmation = try server.letters.token(.confirmation)
            let confirm = #"{"token": "\#(confirmation)"}"#
            #expect(try await server.send(.post, "/api/auth/email/confirm", confirm).status == .noContent)
            #expect(try await server.send(.post, "/api/auth/email/confirm", confirm).refused == ["token"])
            #expect(try await guest.send(.get, "/api/users/me").json["email_confirmed"]?.bool == true)

            #expect(try await forget(server, guest.email).status == .accepted)
            await server.letters.next(.passwordReset)
            let token = try server.letters.token(.passwordReset)
            let short = try await server.send(
                .post, "/api/auth/password/reset", #"{"token": "\#(token)", "new_password": "short"}"#)
            #expect(short.refused == ["new_password"])
            let body = #"{"token": "\#(token)", "new_password": "battery staple"}"#
            #expect(try await server.send(.post, "/api/auth/password/reset", body).status == .noContent)
            #expect(try await server.send(.post, "/api/auth/password/reset", body).refused == ["token"])
            #expect(try await guest.send(.get, "/api/users/me").status == .unauthorized)
            #expect(try await server.login(guest.email).status == .unauthorized)
            #expect(try await server.login(guest.email, "battery staple").status == .ok)
        }
    }

    @Test func `Changing the password ends the other sessions and keeps this one`() async throws {
        try await TestServer.run { server in
            let here = try await server.register()
            let there = try server.guest(here.email, try await server.login(here.email))
            #expect(try await there.send(.get, "/api/users/me").status == .ok)
            let body = #"{"current_password": "correct horse", "new_password": "battery staple"}"#
            #expect(try await here.send(.post, "/api/users/me/password", body).status == .noContent)
            #expect(try await here.send(.get, "/api/users/me").status == .ok)
            #expect(try await there.send(.get, "/api/users/me").status == .unauthorized)
            #expect(try await here.send(.post, "/api/users/me/password", body).refused == ["current_password"])
        }
    }

    @Test func `A repeated change with its key is answered again, although the password is another by now`()
        async throws
    {
        try await TestServer.run { server in
            let guest = try await server.register()
            let body = #"{"current_password": "correct horse", "new_password": "battery staple"}"#
            let key: HTTPFields = [.idempotencyKey: "k"]
            #expect(try await guest.send(.post, "/api/users/me/password", body, fields: key).status == .noContent)
            let again = try await guest.send(.post, "/api/users/me/password", body, fields: key)
            #expect(again.status == .noContent)
            #expect(again.fields[.idempotencyReplayed] == "true")
        }
    }

    @Test(arguments: [
        ("{}", ["current_password", "new_password"]),
        (#"{"current_password": 1, "new_password": null}"#, ["current_password", "new_password"]),
        (#"{"current_password": "correct horse", "new_password": "short"}"#, ["new_password"]),
        (#"{"current_password": "wrong horse", "new_password": "battery staple"}"#, ["current_password"]),
    ])
    func `A change names every bad value and changes nothing`(body: String, refused: [String]) async throws {
        try await TestServer.run { server in
            let guest = try await server.register()
            #expect(try await guest.send(.post, "/api/users/me/password", body).refused == refused)
            #expect(try await server.login(guest.email).status == .ok)
        }
    }
}

extension HTTPField.Name {
    static let idempotencyKey = Self("Idempotency-Key") ?? .cacheControl
    static let idempotencyReplayed = Self("Idempotency-Replayed") ?? .cacheControl
}
