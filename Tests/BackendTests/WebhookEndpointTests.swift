import Foundation
import HTTPTypes
import JSON
import Notifications
import Storage
import Testing

@Suite struct WebhookEndpointTests {
    private static let members = [
        "id", "url", "description", "events", "enabled", "disabled_reason", "failing_since", "previous_secret_until",
        "version", "created_at", "updated_at",
    ]

    private func create(_ person: Person, _ body: String = OwnRequest.webhook) async throws -> Reply {
        let reply = try await person.send(.post, "/api/webhooks", body)
        #expect(reply.status == .created)
        return reply
    }

    @Test func `A created webhook is found where its Location says; its secret is shown once`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let created = try await create(person)
            #expect(created.fields[.eTag] == "\"1\"")
            #expect(created.json.members?.map(\.name) == Self.members + ["secret"])
            #expect(created.json["secret"]?.string.flatMap { WebhookSecret($0) } != nil)
            let found = try await person.send(.get, try #require(created.fields[.location]))
            #expect(found.status == .ok)
            #expect(found.fields[.eTag] == "\"1\"")
            #expect(found.json.members?.map(\.name) == Self.members)
            for name in Self.members { #expect(found.json[name] == created.json[name]) }
            let list = try await person.send(.get, "/api/webhooks")
            #expect(list.json["items"] == .array([found.json]))
            #expect(list.json["next_cursor"] == .null)
        }
    }

    @Test(arguments: [
        ("[]", [""]), ("{}", ["url", "events"]), (#"{"url": null, "events": null}"#, ["url", "events"]),
        (#"{"url": 3, "events": "task-created"}"#, ["url", "events"]),
        (#"{"url": "https://a.example.org", "events": []}"#, ["events"]),
        (
            #"{"url": "https://a.example.org", "events": ["task-created", "user-updated", 3]}"#,
            ["events[1]", "events[2]"]
        ),
        (#"{"url": "ftp://a.example.org", "events": ["task-created"]}"#, ["url"]),
        (#"{"url": "https://10.0.0.1/", "events": ["task-created"]}"#, ["url"]),
        (#"{"url": "https://a.example.org", "events": ["task-created"], "secret": "whsec_"}"#, ["secret"]),
        (#"{"url": "https://a.example.org", "events": ["task-created"], "enabled": null}"#, ["enabled"]),
        (#"{"url": "https://a.example.org", "events": ["task-created"], "description": "a\u0000"}"#, ["description"]),
    ])
    func `Values that a webhook cannot have are all named and nothing is stored`(
        body: String, refused: [String]
    ) async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let reply = try await person.send(.post, "/api/webhooks", body)
            #expect(reply.status == .unprocessableContent)
            #expect(reply.refused == refused)
            #expect(try await person.send(.get, "/api/webhooks").json["items"] == .array([]))
        }
    }

    @Test func `An object that was read can be sent back`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let path = try #require(try await create(person).fields[.location])
            let found = try await person.send(.get, path)
            let reply = try await person.send(.put, path, found.text)
            #expect(reply.status == .ok)
            #expect(reply.text == found.text)
        }
    }

    @Test func `Disabling and enabling need the version that was meant`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let path = try #require(try await create(person).fields[.location])
            let disabled = try await person.send(
                .patch, path, #"{"enabled": false}"#, fields: [.ifMatch: "\"1\""])
            #expect(disabled.json["enabled"]?.bool == false)
            #expect(disabled.json["disabled_reason"]?.string == "owner")
            #expect(disabled.fields[.eTag] == "\"2\"")
            let stale = try await person.send(.patch, path, #"{"enabled": true}"#, fields: [.ifMatch: "\"1\""])
            #expect(stale.status == .preconditionFailed)
            #expect(stale.fields[.eTag] == "\"2\"")
            let enabled = try await person.send(.patch, path, #"{"enabled": true}"#)
            #expect(enabled.json["disabled_reason"] == .null)
        }
    }

    @Test func `A rotation shows another secret and says until when the old one counts`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let created = try await create(person)
            let path = try #require(created.fields[.location])
            let rotated = try await person.send(.post, "\(path)/rotate")
            #expect(rotated.status == .ok)
            #expect(rotated.fields[.eTag] == "\"2\"")
            let secret = try #require(rotated.json["secret"]?.string)
            #expect(WebhookSecret(secret) != nil && secret != created.json["secret"]?.string)
            #expect(rotated.json["previous_secret_until"]?.string != nil)
            #expect(try await person.send(.get, path).json["previous_secret_until"]?.string != nil)
        }
    }

    @Test func `A repeated creation gets the same secret, which the database keeps from its readers`() async throws {
        let file = DatabaseFile()
        try await TestServer.run(on: file) { server in
            let person = try await server.person()
            let key: HTTPFields = [.idempotencyKey: "one-webhook"]
            let first = try await person.send(.post, "/api/webhooks", OwnRequest.webhook, fields: key)
            let second = try await person.send(.post, "/api/webhooks", OwnRequest.webhook, fields: key)
            #expect(first.status == .created && second.status == .created)
            #expect(second.fields[.idempotencyReplayed] == "true")
            #expect(second.text == first.text)
            #expect(try await person.send(.get, "/api/webhooks").json["items"]?.array?.count == 1)
            let secret = try #require(first.json["secret"]?.string?.dropFirst("whsec_".count))
            let bytes = try ["", "-wal"].map { try Data(contentsOf: URL(filePath: file.path + $0)) }
            #expect(bytes.contains { $0.range(of: Data("one-webhook".utf8)) != nil })
            #expect(!bytes.contains { $0.range(of: Data(secret.utf8)) != nil })
            let raw = try #require(Data(base64Encoded: String(secret)))
            #expect(!bytes.contains { $0.range(of: raw) != nil })
        }
    }

    @Test func `A page at a time, and the twenty-first is refused`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            var ids: [String] = []
            for _ in 0..<Webhooks.limit { ids.append(try #require(try await create(person).json["id"]?.string)) }
            let refused = try await person.send(.post, "/api/webhooks", OwnRequest.webhook)
            #expect(refused.status == .conflict)

            var read: [String] = []
            var cursor: String? = ""
            while let place = cursor {
                let page = try await person.send(.get, "/api/webhooks?page_size=7&cursor=\(place)").json
                read += page["items"]?.array?.compactMap { $0["id"]?.string } ?? []
                cursor = page["next_cursor"]?.string
            }
            // Within a millisecond identifiers have no order but their own.
            #expect(read == ids.sorted())
            #expect(try await person.send(.get, "/api/webhooks?cursor=AAAA").refused == ["cursor"])
            #expect(try await person.send(.get, "/api/webhooks?page_size=0").refused == ["page_size"])
        }
    }

    @Test func `A cursor of another list is none`() async throws {
        try await TestServer.run { server in
            let ada = try await server.person()
            let eve = try await server.person()
            for person in [ada, ada, eve, eve] { _ = try await create(person) }
            let cursor = try #require(
                try await ada.send(.get, "/api/webhooks?page_size=1").json["next_cursor"]?.string)
            #expect(try await ada.send(.get, "/api/webhooks?cursor=\(cursor)").status == .ok)
            #expect(try await eve.send(.get, "/api/webhooks?cursor=\(cursor)").refused == ["cursor"])
            #expect(try await ada.send(.get, "/api/push-subscriptions?cursor=\(cursor)").refused == ["cursor"])
        }
    }

    @Test func `What is deleted is gone`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let path = try #require(try await create(person).fields[.location])
            #expect(try await person.send(.delete, path).status == .noContent)
            #expect(try await person.send(.get, path).status == .notFound)
            #expect(try await person.send(.delete, path).status == .notFound)
        }
    }

    @Test func `A test is a delivery that is on its way, ten at most, and none while it is disabled`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let created = try await create(person)
            let path = try #require(created.fields[.location])
            var ids: [String] = []
            for _ in 0..<10 {
                let reply = try await person.send(.post, "\(path)/test")
                #expect(reply.status == .accepted)
                #expect(reply.json["kind"]?.string == "test" && reply.json["state"]?.string == "pending")
                #expect(reply.json["target_id"] == created.json["id"])
                ids.append(try #require(reply.json["id"]?.string))
            }
            #expect(try await person.send(.post, "\(path)/test").status == .conflict)
            let first = try await person.send(.get, "\(path)/deliveries?page_size=6").json
            let cursor = try #require(first["next_cursor"]?.string)
            let second = try await person.send(.get, "\(path)/deliveries?page_size=6&cursor=\(cursor)").json
            let listed = [first, second].flatMap { $0["items"]?.array ?? [] }.compactMap { $0["id"]?.string }
            #expect(listed == ids.sorted().reversed())
            #expect(second["next_cursor"] == .null)

            let other = try #require(try await create(person).fields[.location])
            #expect(try await person.send(.get, "\(other)/deliveries").json["items"] == .array([]))
            _ = try await person.send(.patch, other, #"{"enabled": false}"#)
            #expect(try await person.send(.post, "\(other)/test").status == .conflict)
        }
    }
}
