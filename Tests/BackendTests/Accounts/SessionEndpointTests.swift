import HTTPTypes
import JSON
import Testing

struct SessionEndpointTests {
    @Test func `The list shows where one is signed in`() async throws {
        try await TestServer.run { server in
            let guest = try await server.register()
            _ = try await server.send(
                .post, "/api/auth/login", #"{"email": "\#(guest.email)", "password": "\#(Guest.password)"}"#,
                fields: [.userAgent: "Phone"])
            let items = try await guest.send(.get, "/api/auth/sessions").json["items"]?.array ?? []
            #expect(items.count == 2)
            #expect(items.filter { $0["current"]?.bool == true }.count == 1)
            #expect(items.contains { $0["user_agent"]?.string == "Phone" && $0["current"]?.bool == false })
            #expect(
                items.first?.members?.map(\.name).sorted() == [
                    "address", "created_at", "current", "expires_at", "id", "last_used_at", "user_agent",
                ])
        }
    }

    @Test func `Ending a session ends its tokens at once`() async throws {
        try await TestServer.run { server in
            let here = try await server.register()
            let there = try server.guest(here.email, try await server.login(here.email))
            #expect(try await there.send(.get, "/api/users/me").status == .ok)
            let items = try await here.send(.get, "/api/auth/sessions").json["items"]?.array ?? []
            let other = items.first { $0["current"]?.bool == false }
            let id = try #require(other?["id"]?.string)
            #expect(try await here.send(.delete, "/api/auth/sessions/\(id)").status == .noContent)
            #expect(try await there.send(.get, "/api/users/me").status == .unauthorized)
            #expect(try await here.send(.get, "/api/users/me").status == .ok)
            #expect(try await here.send(.delete, "/api/auth/sessions/\(id)").status == .notFound)
        }
    }

    @Test func `Somebody else's session is as unknown as one that nobody has`() async throws {
        try await TestServer.run { server in
            let ada = try await server.register()
            let eve = try await server.register()
            let theirs = try await ada.send(.get, "/api/auth/sessions").json["items"]?.array?.first?["id"]?.string
            var details: [String] = []
            for id in [try #require(theirs), "01900000-0000-7000-8000-000000000000", "3", "x%00"] {
                let reply = try await eve.send(.delete, "/api/auth/sessions/\(id)")
                #expect(reply.status == .notFound)
                details.append(reply.json["detail"]?.string ?? "")
            }
            #expect(Set(details).count == 1)
            #expect(try await ada.send(.get, "/api/users/me").status == .ok)
        }
    }
}
