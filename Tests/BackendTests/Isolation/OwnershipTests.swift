import API
import HTTPTypes
import JSON
import Storage
import StorageSQLite
import Testing

@testable import Backend

/// Promise 7: nobody reads or changes what is not theirs, on any route.
@Suite struct OwnershipTests {
    /// An answer without what differs by request.
    private struct Refusal: Equatable {
        let status: HTTPResponse.Status
        let fields: HTTPFields
        let text: String

        init(_ reply: Reply, path: String) {
            status = reply.status
            var fields = reply.fields
            for name in [HTTPField.Name.contentLength, .date, .xRequestID] { fields[name] = nil }
            self.fields = fields
            text = reply.text.replacing(path, with: "")
        }
    }

    private static let key: HTTPFields = [.idempotencyKey: "the-same-key"]
    private static let variations: [HTTPFields] = [
        [:], key, [.ifMatch: "*"], [.ifMatch: "\"1\""], [.ifMatch: "\"999\""], [.ifMatch: "rubbish"],
        [.idempotencyKey: "the-same-key", .ifMatch: "\"2\""], [.idempotencyKey: ""],
    ]

    /// Paths to what is not Eve's, or not there.
    private static func paths(_ route: Route, others: [Owner], eve: Owner, sibling: String) -> [String] {
        let unknown = "019a9f3e-6c00-7d3a-8f21-5b1d0c9e4a77"
        var ids = others.map { $0.id(route) }
        ids += others.map { $0.id(route).uppercased() }
        ids += [
            eve.user, eve.event, eve.seriesEvent, unknown,
            "7b0fd1f6-9f0c-4a0e-8f3e-1c2d3e4f5a6b", "00000000-0000-0000-0000-000000000000", "3", "me", "x%00", "%2e%2e",
        ]
        ids += [eve.task, eve.series, eve.session].filter { $0 != eve.id(route) }
        let own = eve.event(route)
        var paths = ids.map { Owner.path(route, id: $0, event: own) }
        guard route.path.contains("{event_id}") else { return paths }
        let events = others.map { $0.event(route) } + [unknown, "3", "x%00", eve.task, eve.series]
        for event in events {
            paths += ([eve] + others).map { Owner.path(route, id: $0.id(route), event: event) }
        }
        // One's own event, of another task or series of one's own.
        paths.append(Owner.path(route, id: sibling, event: own))
        return paths
    }

    @Test(arguments: Route.all.filter { $0.needsToken && $0.path.contains("{") })
    func `Another person's ids are as unknown as ids that nobody has`(route: Route) async throws {
        let request = try #require(OwnRequest.all[route.operationID])
        try await TestServer.run { server in
            let ada = try await Owner(on: server)
            let grace = try await Owner(on: server)
            let eve = try await Owner(on: server)
            let isSeries = route.path.hasPrefix("/api/recurring-tasks/")
            let create = isSeries ? "createRecurringTask" : "createTask"
            let sibling = try await eve.guest.send(
                .post, isSeries ? "/api/recurring-tasks" : "/api/tasks", OwnRequest.all[create]?.body)
            // Her answer is kept under the key: nobody else gets it.
            let first = try await grace.guest.send(route.method, grace.path(route), request.body, fields: Self.key)
            #expect(first.status == request.success)

            let contents = try await server.contents()
            var refusals: [(path: String, refusal: Refusal)] = []
            let paths = Self.paths(
                route, others: [ada, grace], eve: eve, sibling: try #require(sibling.json["id"]?.string))
            for path in paths {
                for fields in Self.variations {
                    let reply = try await eve.guest.send(route.method, path, request.body, fields: fields)
                    refusals.append(("\(path) \(fields)", Refusal(reply, path: path)))
                }
            }
            let expected = try #require(refusals.first?.refusal)
            #expect(expected.status == .notFound)
            for (path, refusal) in refusals { #expect(refusal == expected, "\(route.method) \(path)") }
            #expect(try await server.contents() == contents)
        }
    }

    @Test func `What one reads of oneself has nothing of others`() async throws {
        try await TestServer.run { server in
            let ada = try await Owner(on: server)
            let eve = try await Owner(on: server)
            let routes = Route.all.filter {
                $0.needsToken && $0.method == .get && !$0.path.contains("{") && $0.operationID != "streamEvents"
            }
            for route in routes {
                let reply = try await eve.guest.send(.get, route.path)
                #expect(reply.status == .ok)
                for secret in [
                    ada.user, ada.task, ada.event, ada.series, ada.seriesEvent, ada.session, ada.guest.email,
                    ada.webhook, ada.pushSubscription,
                ] {
                    #expect(!reply.text.contains(secret), "\(route.signature)")
                }
            }
        }
    }

    @Test func `A key answers nobody but the person who used it`() async throws {
        try await TestServer.run { server in
            let ada = try await server.register()
            let eve = try await server.register()
            let first = try await ada.send(.post, "/api/tasks", #"{"title": "Secret"}"#, fields: Self.key)
            let second = try await eve.send(.post, "/api/tasks", #"{"title": "Secret"}"#, fields: Self.key)
            #expect(first.status == .created && second.status == .created)
            #expect(second.fields[.idempotencyReplayed] == nil)
            #expect(first.json["id"] != second.json["id"])
        }
    }

    @Test(arguments: ["", "&sort_by=title", "&completed=false&sort_order=asc"])
    func `A cursor of another person's list is none`(query: String) async throws {
        try await TestServer.run { server in
            let ada = try await server.register()
            let eve = try await server.register()
            for guest in [ada, eve] {
                for title in ["One", "Two"] {
                    _ = try await guest.send(.post, "/api/tasks", #"{"title": "\#(title)"}"#)
                }
            }
            let list = "/api/tasks?page_size=1\(query)&cursor="
            let cursor = try #require(try await ada.send(.get, list).json["next_cursor"]?.string)
            #expect(try await ada.send(.get, list + cursor).json["items"]?.array?.count == 1)
            #expect(try await eve.send(.get, list + cursor).refused == ["cursor"])
        }
    }

    @Test func `A cursor of another person's history is none`() async throws {
        try await TestServer.run { server in
            let ada = try await Owner(on: server)
            let eve = try await Owner(on: server)
            let history = { (owner: Owner) in "/api/tasks/\(owner.task)/events?page_size=1&cursor=" }
            let cursor = try #require(
                try await ada.guest.send(.get, history(ada)).json["next_cursor"]?.string)
            #expect(try await ada.guest.send(.get, history(ada) + cursor).status == .ok)
            #expect(try await eve.guest.send(.get, history(eve) + cursor).refused == ["cursor"])
            #expect(try await eve.guest.send(.get, history(ada) + cursor).status == .notFound)
        }
    }

    @Test func `The series of another person filters nothing of theirs into a list`() async throws {
        try await TestServer.run { server in
            let ada = try await Owner(on: server)
            let eve = try await Owner(on: server)
            let series = try #require(Identifier("019a9f3e-6c00-7d3a-8f21-5b1d0c9e4a77"))
            let task = try #require(Identifier(ada.task))
            try await server.database.write { connection in
                try connection.execute("UPDATE tasks SET recurring_task_id = \(series) WHERE id = \(task)")
            }
            let list = "/api/tasks?recurring_task_id=\(series)"
            #expect(try await ada.guest.send(.get, list).json["total"]?.integer == 1)
            let reply = try await eve.guest.send(.get, list).json
            #expect(reply["items"] == .array([]) && reply["total"]?.integer == 0)
        }
    }
}

extension HTTPField.Name {
    fileprivate static let xRequestID = Self("X-Request-ID") ?? .cacheControl
}
