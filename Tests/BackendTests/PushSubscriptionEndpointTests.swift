import HTTPTypes
import JSON
import Testing

@Suite struct PushSubscriptionEndpointTests {
    private static let body = OwnRequest.pushSubscription(of: "laptop")

    @Test func `What a browser gives out is taken, and taken again`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let created = try await person.send(.post, "/api/push-subscriptions", Self.body)
            #expect(created.status == .created)
            #expect(
                created.json.members?.map(\.name) == [
                    "id", "endpoint", "label", "expires_at", "created_at", "last_used_at",
                ])
            #expect(!created.text.contains("BTBZMqHH6r4Tts7J_aSIgg"))
            let found = try await person.send(.get, try #require(created.fields[.location]))
            #expect(found.status == .ok)
            #expect(found.text == created.text)
            let again = try await person.send(.post, "/api/push-subscriptions", Self.body)
            #expect(again.status == .ok)
            #expect(again.fields[.location] == nil)
            #expect(again.text == created.text)
            let list = try await person.send(.get, "/api/push-subscriptions")
            #expect(list.json["items"] == .array([created.json]))
        }
    }

    @Test func `It ends when the browser says, and has the name that its owner gave it`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let body = Self.body.replacing(
                #""expirationTime": null"#, with: #""expirationTime": 1924992000000.5, "label": " Phone ""#)
            let reply = try await person.send(.post, "/api/push-subscriptions", body)
            #expect(reply.json["expires_at"]?.string == "2031-01-01T00:00:00Z")
            #expect(reply.json["label"]?.string == "Phone")
        }
    }

    @Test(arguments: [
        ("[]", [""]), ("{}", ["endpoint", "keys"]), (#"{"endpoint": 1, "keys": 1}"#, ["endpoint", "keys"]),
        (#"{"endpoint": "https://push.example.org/a", "keys": {}}"#, ["keys.p256dh", "keys.auth"]),
        (
            #"{"endpoint": "http://push.example.org/a", "keys": {"p256dh": "AA", "auth": "AA", "x": 1}, "typo": 1}"#,
            ["typo", "keys.x", "endpoint", "keys.auth", "keys.p256dh"]
        ),
        (
            body.replacing(#""expirationTime": null"#, with: #""expirationTime": -1"#), ["expirationTime"]
        ),
        (
            body.replacing(#""expirationTime": null"#, with: #""expirationTime": 1e300"#), ["expirationTime"]
        ),
        (body.replacing("BCVxsr7N", with: "BCVxsr7M"), ["keys.p256dh"]),
    ])
    func `Values that a subscription cannot have are all named and nothing is stored`(
        body: String, refused: [String]
    ) async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let reply = try await person.send(.post, "/api/push-subscriptions", body)
            #expect(reply.status == .unprocessableContent)
            #expect(reply.refused == refused)
            #expect(try await person.send(.get, "/api/push-subscriptions").json["items"] == .array([]))
        }
    }

    private static func key(of server: TestServer) async throws -> String {
        let reply = try await server.person().send(.get, "/api/push-subscriptions/key")
        #expect(reply.status == .ok)
        return try #require(reply.json["key"]?.string)
    }

    @Test func `The server's key is a point of P-256 and stays the same for everybody`() async throws {
        let file = DatabaseFile()
        try await TestServer.run(on: file) { server in
            let first = try await Self.key(of: server)
            #expect(first.wholeMatch(of: /B[A-Za-z0-9_-]{86}/) != nil)
            #expect(try await Self.key(of: server) == first)
            try await TestServer.run(on: file) { other in
                let second = try await Self.key(of: other)
                #expect(second == first)
            }
        }
    }

    @Test func `What is deleted is gone`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let created = try await person.send(.post, "/api/push-subscriptions", Self.body)
            let path = try #require(created.fields[.location])
            #expect(try await person.send(.delete, path).status == .noContent)
            #expect(try await person.send(.get, path).status == .notFound)
            #expect(try await person.send(.delete, path).status == .notFound)
        }
    }
}
