import HTTPTypes
import JSON
import Testing

@Suite struct TodoEndpointTests {
    @Test func `A created task is found where its Location says, with every member present`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let reply = try await person.send(.post, "/api/tasks", #"{"title": "  Buy milk ", "tags": ["a"]}"#)
            #expect(reply.status == .created)
            #expect(reply.fields[.eTag] == "\"1\"")
            let location = try #require(reply.fields[.location])
            let found = try await person.send(.get, location)
            #expect(found.status == .ok)
            #expect(found.text == reply.text)
            #expect(found.json["title"]?.string == "Buy milk")
            #expect(
                found.json.members?.map(\.name) == [
                    "id", "title", "description", "priority", "completed", "completed_at", "due_date", "due_soon",
                    "overdue", "notified", "recurring_task_id", "tags", "version", "created_at", "updated_at",
                ])
        }
    }

    @Test(arguments: [
        ("[]", [""]), ("3", [""]), ("{}", ["title"]), (#"{"title": null}"#, ["title"]), (#"{"title": 3}"#, ["title"]),
        (#"{"title": ""}"#, ["title"]), (#"{"title": " \t "}"#, ["title"]), (#"{"title": "a\u0000"}"#, ["title"]),
        (#"{"title": "a", "titel": "b"}"#, ["titel"]), (#"{"title": "a", "priority": "urgent"}"#, ["priority"]),
        (#"{"title": "a", "priority": null}"#, ["priority"]), (#"{"title": "a", "completed": 1}"#, ["completed"]),
        (#"{"title": "a", "completed": null}"#, ["completed"]),
        (#"{"title": "a", "due_date": "2026-02-30"}"#, ["due_date"]),
        (#"{"title": "a", "due_date": "2026-01-01T10:00:00"}"#, ["due_date"]),
        (#"{"title": "a", "due_date": "1969-12-31"}"#, ["due_date"]), (#"{"title": "a", "due_date": 1}"#, ["due_date"]),
        (#"{"title": "a", "tags": "b"}"#, ["tags"]), (#"{"title": "a", "tags": [" "]}"#, ["tags[0]"]),
        (#"{"title": "a", "tags": ["b", 1]}"#, ["tags[1]"]),
        (#"{"title": 1, "description": 2, "priority": 3, "wrong": 4}"#, ["title", "description", "priority", "wrong"]),
    ])
    func `Values that a task cannot have are all named and nothing is stored`(
        body: String, refused: [String]
    ) async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let reply = try await person.send(.post, "/api/tasks", body)
            #expect(reply.status == .unprocessableContent)
            #expect(reply.refused == refused)
            #expect(reply.fields[.contentType] == "application/problem+json")
            #expect(try await person.send(.get, "/api/tasks").json["total"]?.integer == 0)
        }
    }

    @Test func `Lengths count scalars`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let long = String(repeating: "👩‍👩‍👧", count: 100)
            #expect(long.unicodeScalars.count == 500)
            #expect(try await person.send(.post, "/api/tasks", #"{"title": "\#(long)"}"#).status == .created)
            #expect(try await person.send(.post, "/api/tasks", #"{"title": "\#(long)x"}"#).refused == ["title"])
        }
    }

    @Test func `An object that was read can be sent back`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let task = try await person.create(#"{"title": "a", "due_date": "2030-01-31", "tags": ["b"]}"#)
            let id = try #require(task["id"]?.string)
            var json = JSONWriter()
            json.value(task)
            let reply = try await person.send(.put, "/api/tasks/\(id)", json.text)
            #expect(reply.status == .ok)
            #expect(reply.text == json.text)
        }
    }

    @Test func `Null takes the due date away and empties description and tags`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let task = try await person.create(
                #"{"title": "a", "description": "b", "due_date": "2030-01-31T10:00:00.123+02:00", "tags": ["c"]}"#)
            #expect(task["due_date"]?.string == "2030-01-31T08:00:00.123Z")
            let id = try #require(task["id"]?.string)
            let reply = try await person.send(
                .patch, "/api/tasks/\(id)", #"{"description": null, "due_date": null, "tags": null}"#)
            #expect(reply.json["due_date"] == .null)
            #expect(reply.json["description"]?.string == "")
            #expect(reply.json["tags"]?.array == [])
            #expect(reply.json["version"]?.integer == 2)
        }
    }

    @Test func `Completing toggles without a body and sets with one`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let id = try #require(try await person.create()["id"]?.string)
            let path = "/api/tasks/\(id)/complete"
            #expect(try await person.send(.patch, path).json["completed"]?.bool == true)
            #expect(try await person.send(.patch, path).json["completed"]?.bool == false)
            #expect(try await person.send(.patch, path, #"{"completed": false}"#).json["version"]?.integer == 3)
            #expect(try await person.send(.patch, path, #"{"completed": true}"#).json["version"]?.integer == 4)
            #expect(try await person.send(.patch, path, #"{"completed": "yes"}"#).refused == ["completed"])
            #expect(try await person.send(.patch, path, "{}").refused == ["completed"])
        }
    }

    @Test(arguments: [
        ("\"1\"", HTTPResponse.Status.ok), ("\"7\", W/\"1\"", .ok), ("*", .ok), ("\"2\"", .preconditionFailed),
        ("\"abc\"", .preconditionFailed), ("1", .unprocessableContent), ("", .unprocessableContent),
    ])
    func `If-Match lets a change through that means this version`(
        value: String, status: HTTPResponse.Status
    ) async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let id = try #require(try await person.create()["id"]?.string)
            let reply = try await person.send(
                .patch, "/api/tasks/\(id)", #"{"title": "b"}"#, fields: [.ifMatch: value])
            #expect(reply.status == status)
        }
    }

    @Test func `What is not there comes before what has another version, and that before bad values`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let id = try #require(try await person.create()["id"]?.string)
            let bad = #"{"title": 3}"#
            let other = "/api/tasks/01900000-0000-7000-8000-000000000000"
            #expect(try await person.send(.patch, other, bad, fields: [.ifMatch: "\"9\""]).status == .notFound)
            #expect(try await person.send(.patch, "/api/tasks/3", bad).status == .notFound)
            let stale = try await person.send(.patch, "/api/tasks/\(id)", bad, fields: [.ifMatch: "\"9\""])
            #expect(stale.status == .preconditionFailed)
            #expect(try await person.send(.patch, "/api/tasks/\(id)", bad).status == .unprocessableContent)
        }
    }

    @Test func `A repeated request with its key changes nothing twice`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let key: HTTPFields = [HTTPField.Name("Idempotency-Key")!: "k-1"]
            let body = #"{"title": "once"}"#
            let first = try await person.send(.post, "/api/tasks", body, fields: key)
            let again = try await person.send(.post, "/api/tasks", body, fields: key)
            #expect(again.status == .created && again.text == first.text)
            #expect(again.fields[.location] == first.fields[.location] && again.fields[.eTag] == first.fields[.eTag])
            #expect(again.fields[HTTPField.Name("Idempotency-Replayed")!] == "true")
            #expect(first.fields[HTTPField.Name("Idempotency-Replayed")!] == nil)
            #expect(
                try await person.send(.post, "/api/tasks", #"{"title": "two"}"#, fields: key).status
                    == .unprocessableContent)
            #expect(try await person.send(.get, "/api/tasks").json["total"]?.integer == 1)
            let other = try await server.person()
            #expect(try await other.send(.post, "/api/tasks", #"{"title": "two"}"#, fields: key).status == .created)

            let id = try #require(first.json["id"]?.string)
            #expect(try await person.send(.delete, "/api/tasks/\(id)", fields: key).status == .noContent)
            #expect(try await person.send(.delete, "/api/tasks/\(id)", fields: key).status == .noContent)
            #expect(try await person.send(.delete, "/api/tasks/\(id)").status == .notFound)
        }
    }

    @Test func `Twenty requests at once with one key make one task`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let replies = try await withThrowingTaskGroup(of: Reply.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await person.send(
                            .post, "/api/tasks", #"{"title": "once"}"#,
                            fields: [HTTPField.Name("Idempotency-Key")!: "k"])
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(replies.allSatisfy { $0.status == .created || $0.status == .conflict })
            #expect(Set(replies.filter { $0.status == .created }.map(\.text)).count == 1)
            #expect(try await person.send(.get, "/api/tasks").json["total"]?.integer == 1)
        }
    }

    @Test(arguments: [
        ("page=0", "page"), ("page=10000001", "page"), ("page=99999999999999999999", "page"), ("page=1e1", "page"),
        ("page=%31%00", "page"), ("page_size=101", "page_size"), ("page_size=", "page_size"), ("page=1&page=2", "page"),
        ("completed=yes", "completed"), ("priority=urgent", "priority"), ("priority=", "priority"),
        ("sort_by=id", "sort_by"), ("sort_order=up", "sort_order"), ("due_before=tomorrow", "due_before"),
        ("due_after=2026-02-30", "due_after"), ("overdue=1", "overdue"), ("recurring_task_id=3", "recurring_task_id"),
        ("tag=", "tag"), ("cursor=abc", "cursor"), ("cursor=&page=1", "page"), ("search=%FF", "search"),
        ("search=%00", "search"),
    ])
    func `A bad query is refused by its name`(query: String, name: String) async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let reply = try await person.send(.get, "/api/tasks?\(query)")
            #expect(reply.status == .unprocessableContent)
            #expect(reply.refused == [name])
        }
    }

    @Test func `Cursors walk a list, and work for no other list`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            for number in 0..<5 { _ = try await person.create(#"{"title": "\#(number)"}"#) }
            var titles: [String] = []
            var cursor = ""
            repeat {
                let page = try await person.send(.get, "/api/tasks?sort_by=title&page_size=2&cursor=\(cursor)")
                #expect(page.json["page"] == .null && page.json["total"] == .null)
                titles += page.json["items"]?.array?.compactMap { $0["title"]?.string } ?? []
                let next = page.json["next_cursor"]?.string ?? ""
                if !next.isEmpty {
                    for other in ["sort_by=title&sort_order=asc", "sort_by=priority", "sort_by=title&completed=true"] {
                        #expect(try await person.send(.get, "/api/tasks?\(other)&cursor=\(next)").refused == ["cursor"])
                    }
                }
                cursor = next
            } while !cursor.isEmpty
            #expect(titles == ["4", "3", "2", "1", "0"])
        }
    }

    @Test func `History tells before and after, page by page, also of a deleted task`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let id = try #require(try await person.create()["id"]?.string)
            _ = try await person.send(.patch, "/api/tasks/\(id)", #"{"title": "Buy oat milk", "completed": true}"#)
            _ = try await person.send(.delete, "/api/tasks/\(id)")
            let first = try await person.send(.get, "/api/tasks/\(id)/events?page_size=2")
            #expect(first.json["items"]?.array?.compactMap { $0["event_type"]?.string } == ["created", "completed"])
            let data = first.json["items"]?.array?.last?["event_data"]
            #expect(
                data?["before"]?["title"]?.string == "Buy milk" && data?["after"]?["title"]?.string == "Buy oat milk")
            let cursor = try #require(first.json["next_cursor"]?.string)
            let second = try await person.send(.get, "/api/tasks/\(id)/events?cursor=\(cursor)")
            #expect(second.json["items"]?.array?.compactMap { $0["event_type"]?.string } == ["deleted"])
            #expect(second.json["next_cursor"] == .null)
            let event = try #require(second.json["items"]?.array?.first?["id"]?.string)
            let back = try await person.send(.post, "/api/tasks/\(id)/events/\(event)/undo")
            #expect(back.status == .ok && back.json["title"]?.string == "Buy oat milk" && back.json["id"]?.string == id)
            #expect(try await person.send(.post, "/api/tasks/\(id)/events/\(event)/undo").status == .conflict)
        }
    }
}
