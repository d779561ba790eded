import API
import Accounts
import HTTPTypes
import JSON
import Testing

struct AuthEndpointTests {
    @Test func `Registering answers with tokens and the account, every member present`() async throws {
        try await TestServer.run { server in
            let reply = try await server.send(
                .post, "/api/auth/register",
                #"""
                {"email": "Ada@Example.org", "password": "correct horse", "name": "  Ada ",
                 "timezone": "Europe/Berlin", "locale": "de-CH", "invite": null}
                """#)
            #expect(reply.status == .created)
            #expect(
                reply.json.members?.map(\.name)
                    == ["access_token", "token_type", "expires_in", "refresh_token", "user"])
            #expect(reply.json["token_type"]?.string == "bearer")
            #expect(reply.json["expires_in"]?.integer == 900)
            let user = reply.json["user"]
            #expect(
                user?.members?.map(\.name)
                    == ["id", "email", "email_confirmed", "name", "timezone", "locale", "created_at"])
            #expect(user?["email"]?.string == "Ada@Example.org")
            #expect(user?["name"]?.string == "Ada")
            #expect(user?["timezone"]?.string == "Europe/Berlin")
            #expect(user?["locale"]?.string == "de-CH")
            let guest = try server.guest("ada@example.org", reply)
            #expect(try await guest.send(.get, "/api/users/me").json == user)
        }
    }

    @Test(arguments: [
        ("{}", ["email", "password", "name"]), ("[]", [""]),
        (#"{"email": "ada", "password": "short", "name": " "}"#, ["email", "password", "name"]),
        (#"{"email": null, "password": 12345678, "name": "a\u0000b"}"#, ["email", "password", "name"]),
        (
            #"{"email": "a@b", "password": "12345678", "name": "A", "timezone": "Mars", "locale": "d", "invite": 1}"#,
            ["timezone", "locale", "invite"]
        ),
        (#"{"email": "a@b", "password": "12345678", "name": "A", "nmae": "B"}"#, ["nmae"]),
        (#"{"email": "a@b", "password": "1234\u00005678", "name": "A"}"#, ["password"]),
    ])
    func `Registering names every bad value`(body: String, refused: [String]) async throws {
        try await TestServer.run { server in
            let reply = try await server.send(.post, "/api/auth/register", body)
            #expect(reply.status == .unprocessableContent)
            #expect(reply.refused == refused)
        }
    }

    @Test func `An address is taken in any case`() async throws {
        try await TestServer.run { server in
            let guest = try await server.register()
            let reply = try await server.send(
                .post, "/api/auth/register",
                #"{"email": "\#(guest.email.uppercased())", "password": "12345678", "name": "B"}"#)
            #expect(reply.status == .conflict)
        }
    }

    @Test func `Closed is closed`() async throws {
        try await TestServer.run(registration: .closed) { server in
            let reply = try await server.send(
                .post, "/api/auth/register", #"{"email": "a@b", "password": "12345678", "name": "A"}"#)
            #expect(reply.status == .forbidden)
        }
    }

    @Test func `An invitation lets one in`() async throws {
        try await TestServer.run(registration: .invite) { server in
            let invite = try await server.accounts.invite()
            let start = #"{"email": "a@b", "password": "12345678", "name": "A""#
            #expect(try await server.send(.post, "/api/auth/register", start + "}").status == .forbidden)
            let bad = try await server.send(.post, "/api/auth/register", start + #", "invite": "x"}"#)
            #expect(bad.refused == ["invite"])
            let body = start + #", "invite": "\#(invite)"}"#
            #expect(try await server.send(.post, "/api/auth/register", body).status == .created)
        }
    }

    @Test func `A wrong password and an unknown address get the same answer`() async throws {
        try await TestServer.run { server in
            let guest = try await server.register()
            let replies = [
                try await server.login(guest.email, "wrong horse"), try await server.login("nobody@example.org"),
                try await server.login("no address"), try await server.login(guest.email, ""),
            ]
            for reply in replies {
                #expect(reply.status == .unauthorized)
                #expect(reply.fields[.wwwAuthenticate] == "Bearer")
                #expect(reply.text == replies[0].text)
            }
            #expect(try await server.login(guest.email.uppercased()).status == .ok)
        }
    }

    @Test(arguments: ["{}", #"{"email": 1, "password": null}"#])
    func `A login without values names them`(body: String) async throws {
        try await TestServer.run { server in
            let reply = try await server.send(.post, "/api/auth/login", body)
            #expect(reply.refused == ["email", "password"])
        }
    }

    @Test func `Too many failures get 429 with seconds to wait`() async throws {
        try await TestServer.run(limits: AccountLimits()) { server in
            for _ in 0..<5 { #expect(try await server.login("ada@example.org").status == .unauthorized) }
            let reply = try await server.login("ada@example.org")
            #expect(reply.status == .tooManyRequests)
            #expect(reply.fields[.retryAfter].flatMap { Int($0) }.map { (1...30).contains($0) } == true)
        }
    }

    @Test func `Refreshing rotates, repeats, and ends the session of a copy`() async throws {
        try await TestServer.run { server in
            let first = try await server.register()
            let refresh = { (token: String) in
                try await server.send(.post, "/api/auth/refresh", #"{"refresh_token": "\#(token)"}"#)
            }
            let second = try server.guest(first.email, try await refresh(first.refresh))
            let repeated = try server.guest(first.email, try await refresh(first.refresh))
            #expect(second.refresh != first.refresh && repeated.refresh == second.refresh)
            #expect(try await second.send(.get, "/api/users/me").status == .ok)
            let third = try server.guest(first.email, try await refresh(second.refresh))
            #expect(try await refresh(first.refresh).status == .unauthorized)
            #expect(try await refresh(third.refresh).status == .unauthorized)
            for guest in [first, second, third] {
                #expect(try await guest.send(.get, "/api/users/me").status == .unauthorized)
            }
            #expect(try await refresh("rubbish").status == .unauthorized)
        }
    }

    @Test func `Logging out ends the token at once`() async throws {
        try await TestServer.run { server in
            let guest = try await server.register()
            #expect(try await guest.send(.get, "/api/tasks").status == .ok)
            #expect(try await guest.send(.post, "/api/auth/logout").status == .noContent)
            #expect(try await guest.send(.get, "/api/tasks").status == .unauthorized)
            #expect(try await guest.send(.post, "/api/auth/logout").status == .unauthorized)
        }
    }

    @Test(arguments: Route.accounts.filter(\.needsToken))
    func `A route that needs a token refuses every bad credential before it looks at anything else`(
        route: Route
    ) async throws {
        try await TestServer.run { server in
            let guest = try await server.register()
            let ended = try await server.register()
            #expect(try await ended.send(.post, "/api/auth/logout").status == .noContent)
            let tampered = String(guest.access.dropLast(3)) + (guest.access.hasSuffix("AAA") ? "BBB" : "AAA")
            let path = route.path.replacing("{id}", with: "01900000-0000-7000-8000-000000000000")
            let credentials = [
                nil, "", "Bearer", "Bearer ", "Bearer x", "Basic \(guest.access)", guest.access,
                "Bearer \(guest.refresh)", "Bearer \(tampered)", "Bearer \(ended.access)",
                "Bearer eyJhbGciOiJub25lIn0.e30.",
            ]
            for credential in credentials {
                var fields: HTTPFields = [.contentType: "text/plain"]
                if let credential { fields[.authorization] = credential }
                let reply = try await server.send(route.method, path, "rubbish", fields: fields)
                #expect(reply.status == .unauthorized, "\(credential ?? "none")")
                #expect(reply.fields[.wwwAuthenticate]?.hasPrefix("Bearer") == true)
            }
        }
    }

    @Test(arguments: Route.accounts.filter { $0.method != .get && !["logout", "endSession"].contains($0.operationID) })
    func `A route with a body refuses what is no JSON object, in the contract's order`(route: Route) async throws {
        try await TestServer.run { server in
            let guest = try await server.register()
            let text = try await guest.send(route.method, route.path, "{}", fields: [.contentType: "text/plain"])
            #expect(text.status == .unsupportedMediaType)
            #expect(try await guest.send(route.method, route.path, "{").status == .badRequest)
            #expect(try await guest.send(route.method, route.path, #"{"a": 1, "a": 2}"#).status == .badRequest)
            #expect(try await guest.send(route.method, route.path, "[]").status == .unprocessableContent)
            let typo = try await guest.send(route.method, route.path, #"{"typo": 1}"#)
            #expect(typo.status == .unprocessableContent)
            #expect(typo.refused.contains("typo"))
        }
    }
}
