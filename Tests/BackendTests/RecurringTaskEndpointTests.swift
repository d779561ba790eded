import HTTPTypes
import JSON
import Testing

@Suite struct RecurringTaskEndpointTests {
    private static let path = "/api/recurring-tasks"
    private static let daily = #"{"title": "Water", "recurrence_type": "daily", "start_date": "9000-01-01"}"#

    @Test func `A created series is found where its Location says, with every member present`() async throws {
        try await TestServer.run { server in
            let person = try await server.person(zone: "Europe/Berlin")
            let reply = try await person.send(.post, Self.path, Self.daily)
            #expect(reply.status == .created)
            #expect(reply.fields[.eTag] == "\"1\"")
            let found = try await person.send(.get, try #require(reply.fields[.location]))
            #expect(found.status == .ok && found.text == reply.text)
            #expect(found.fields[.eTag] == "\"1\"")
            #expect(
                found.json.members?.map(\.name) == [
                    "id", "title", "description", "priority", "tags", "recurrence_type", "recurrence_interval",
                    "recurrence_rule", "timezone", "start_date", "end_date", "anchor", "create_ahead", "catch_up",
                    "next_due_at", "last_created_at", "is_active", "version", "created_at", "updated_at",
                ])
            let expected = [
                "description": "", "priority": "medium", "recurrence_rule": "FREQ=DAILY", "timezone": "Europe/Berlin",
                "start_date": "9000-01-01", "anchor": "schedule", "create_ahead": "P1D", "catch_up": "latest",
                "next_due_at": "9000-01-01",
            ]
            for (name, value) in expected { #expect(found.json[name]?.string == value, "\(name)") }
            #expect(found.json["recurrence_interval"]?.integer == 1 && found.json["is_active"]?.bool == true)
            #expect(found.json["end_date"] == .null && found.json["last_created_at"] == .null)
        }
    }

    @Test func `An object that was read can be sent back`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let bodies = [
                Self.daily,
                #"""
                {"title": "a", "recurrence_type": "custom", "recurrence_rule": "RRULE:FREQ=HOURLY;INTERVAL=2;COUNT=9",
                "timezone": "Asia/Kathmandu", "start_date": "9000-01-01T10:00:00.250+05:45", "end_date": "9000-02-01",
                "anchor": "completion", "create_ahead": "PT36H", "catch_up": "none", "tags": ["b"]}
                """#,
                #"{"title": "a", "recurrence_type": "yearly", "start_date": "2020-01-01", "end_date": "2021-01-01"}"#,
            ]
            for body in bodies {
                let series = try await person.send(.post, Self.path, body)
                #expect(series.status == .created)
                let path = "\(Self.path)/\(series.json["id"]?.string ?? "")"
                let read = try await person.send(.get, path)
                let reply = try await person.send(.put, path, read.text)
                #expect(reply.status == .ok)
                #expect(reply.text == read.text)
            }
            let custom = try await person.send(.get, "\(Self.path)?sort_by=next_due_at&sort_order=asc").json["items"]?
                .array?.first
            #expect(custom?["recurrence_rule"]?.string == "FREQ=HOURLY;INTERVAL=2;COUNT=9")
            #expect(custom?["start_date"]?.string == "9000-01-01T04:15:00Z")
            #expect(custom?["create_ahead"]?.string == "P1DT12H")
        }
    }

    @Test(arguments: [
        ("[]", [""]), ("{}", ["title", "recurrence_type", "start_date"]), (#""title": null"#, ["title"]),
        (#""recurrence_type": "hourly""#, ["recurrence_type"]), (#""recurrence_type": null"#, ["recurrence_type"]),
        (#""recurrence_interval": 0"#, ["recurrence_interval"]),
        (#""recurrence_interval": 1000"#, ["recurrence_interval"]),
        (#""recurrence_interval": 1.5"#, ["recurrence_interval"]), (#""recurrence_rule": 3"#, ["recurrence_rule"]),
        (#""recurrence_type": "custom""#, ["recurrence_rule"]),
        (#""recurrence_type": "custom", "recurrence_rule": null"#, ["recurrence_rule"]),
        (#""recurrence_type": "custom", "recurrence_rule": "FREQ=DAILY;BYDAY=XX""#, ["recurrence_rule"]),
        (#""recurrence_type": "custom", "recurrence_rule": "FREQ=SECONDLY""#, ["recurrence_rule"]),
        (#""timezone": "Mars/Olympus""#, ["timezone"]), (#""timezone": "EST""#, ["timezone"]),
        (#""start_date": "2026-02-30""#, ["start_date"]), (#""start_date": "2026-01-01T10:00:00""#, ["start_date"]),
        (#""start_date": null"#, ["start_date"]), (#""end_date": "never""#, ["end_date"]),
        (#""end_date": "8999-12-31""#, ["end_date"]), (#""anchor": "moon""#, ["anchor"]),
        (#""create_ahead": "P32D""#, ["create_ahead"]), (#""create_ahead": "P1M""#, ["create_ahead"]),
        (#""create_ahead": 1"#, ["create_ahead"]), (#""catch_up": "some""#, ["catch_up"]),
        (#""is_active": 1"#, ["is_active"]), (#""tags": [""]"#, ["tags[0]"]), (#""typo": 1"#, ["typo"]),
        (#""title": 1, "recurrence_interval": "x", "wrong": 4"#, ["title", "recurrence_interval", "wrong"]),
    ])
    func `Values that a series cannot have are all named and nothing is stored`(
        members: String, refused: [String]
    ) async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let isWhole = members.hasPrefix("{") || members.hasPrefix("[")
            var body = members
            if !isWhole {
                // The given members in place of the good ones.
                let good = ["title": "\"Water\"", "recurrence_type": "\"daily\"", "start_date": "\"9000-01-01\""]
                let rest = good.filter { !members.contains("\"\($0.key)\"") }.map { "\"\($0.key)\": \($0.value)" }
                body = "{\(([members] + rest).joined(separator: ", "))}"
            }
            let reply = try await person.send(.post, Self.path, body)
            #expect(reply.status == .unprocessableContent)
            #expect(reply.refused == refused)
            #expect(try await person.send(.get, Self.path).json["total"]?.integer == 0)
        }
    }

    @Test func `A rule's error names its part`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let reply = try await person.send(
                .post, Self.path,
                #"{"title": "a", "recurrence_type": "custom", "recurrence_rule": "FREQ=DAILY;BYHOUR=24", "start_date": "9000-01-01"}"#
            )
            let message = reply.json["errors"]?.array?.first?["message"]?.string
            #expect(message?.hasPrefix("BYHOUR: ") == true, "\(message ?? "")")
        }
    }

    @Test func `Pause, resume, skip and preview answer with what there is now`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let id = try #require(try await person.send(.post, Self.path, Self.daily).json["id"]?.string)
            let path = "\(Self.path)/\(id)"
            func preview(_ count: Int) async throws -> [String] {
                try await person.send(.get, "\(path)/preview?count=\(count)").json["items"]?.array?
                    .compactMap { $0["occurrence"]?.string } ?? []
            }
            #expect(try await person.send(.get, "\(path)/preview").json["items"]?.array?.count == 5)
            let first = try await person.send(.get, "\(path)/preview?count=1").json["items"]?.array?.first
            #expect(first?.members?.map(\.name) == ["occurrence", "due_date", "make_at"])
            #expect(first?["due_date"]?.string == "9000-01-01" && first?["make_at"]?.string == "8999-12-31T00:00:00Z")
            let skipped = try await person.send(.post, "\(path)/skip")
            #expect(skipped.status == .ok && skipped.fields[.eTag] == "\"2\"")
            #expect(skipped.json["next_due_at"]?.string == "9000-01-02")
            _ = try await person.send(.post, "\(path)/skip", #"{"occurrence": "9000-01-03"}"#)
            #expect(try await preview(2) == ["9000-01-02", "9000-01-04"])
            #expect(
                try await person.send(.post, "\(path)/skip", #"{"occurrence": "8000-01-03"}"#).refused == ["occurrence"]
            )
            #expect(try await person.send(.post, "\(path)/skip", #"{"occurrence": 3}"#).refused == ["occurrence"])
            let paused = try await person.send(.post, "\(path)/pause")
            #expect(paused.json["is_active"]?.bool == false && paused.json["next_due_at"] == .null)
            #expect(try await person.send(.get, "\(Self.path)?active=true").json["total"]?.integer == 0)
            #expect(try await person.send(.get, "\(Self.path)?active=false").json["total"]?.integer == 1)
            #expect(try await person.send(.post, "\(path)/skip").refused == ["occurrence"])
            let stale = try await person.send(.post, "\(path)/resume", fields: [.ifMatch: "\"1\""])
            #expect(stale.status == .preconditionFailed && stale.fields[.eTag] == "\"4\"")
            let resumed = try await person.send(.post, "\(path)/resume", fields: [.ifMatch: "\"4\""])
            #expect(resumed.json["next_due_at"]?.string == "9000-01-02" && resumed.json["version"]?.integer == 5)
        }
    }

    @Test func `An occurrence that is due to be made is there with the answer`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let series = try await person.send(
                .post, Self.path, #"{"title": "Water", "recurrence_type": "weekly", "start_date": "2020-01-01"}"#)
            let id = try #require(series.json["id"]?.string)
            let tasks = try await person.send(.get, "/api/tasks?recurring_task_id=\(id)").json["items"]?.array ?? []
            #expect(!tasks.isEmpty && tasks.allSatisfy { $0["recurring_task_id"]?.string == id })
            #expect(series.json["last_created_at"] != .null)
            #expect(try await person.send(.delete, "\(Self.path)/\(id)").status == .noContent)
            let kept = try await person.send(.get, "/api/tasks").json["items"]?.array ?? []
            #expect(kept.count == tasks.count && kept.allSatisfy { $0["recurring_task_id"] == .null })
        }
    }

    @Test func `History and undo, also of a deleted series`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let id = try #require(try await person.send(.post, Self.path, Self.daily).json["id"]?.string)
            let path = "\(Self.path)/\(id)"
            _ = try await person.send(.patch, path, #"{"title": "Feed", "recurrence_interval": 3}"#)
            _ = try await person.send(.post, "\(path)/skip")
            _ = try await person.send(.delete, path)
            let first = try await person.send(.get, "\(path)/events?page_size=3")
            let items = first.json["items"]?.array ?? []
            #expect(items.compactMap { $0["event_type"]?.string } == ["created", "updated", "updated"])
            #expect(items[1]["event_data"]?["before"]?["recurrence_rule"]?.string == "FREQ=DAILY")
            #expect(items[1]["event_data"]?["after"]?["recurrence_rule"]?.string == "FREQ=DAILY;INTERVAL=3")
            #expect(items[2]["event_data"]?["after"]?["skipped_occurrence"]?.string == "9000-01-01")
            let cursor = try #require(first.json["next_cursor"]?.string)
            let rest = try await person.send(.get, "\(path)/events?cursor=\(cursor)").json["items"]?.array ?? []
            #expect(rest.compactMap { $0["event_type"]?.string } == ["deleted"])
            let deletion = try #require(rest.first?["id"]?.string)
            let back = try await person.send(.post, "\(path)/events/\(deletion)/undo")
            #expect(back.status == .ok && back.json["next_due_at"]?.string == "9000-01-04")
            #expect(try await person.send(.post, "\(path)/events/\(deletion)/undo").status == .conflict)
            let edit = try #require(items[1]["id"]?.string)
            let undone = try await person.send(.post, "\(path)/events/\(edit)/undo")
            #expect(undone.json["title"]?.string == "Water" && undone.json["recurrence_interval"]?.integer == 1)
        }
    }

    @Test(arguments: [
        ("active=yes", "active"), ("sort_by=priority", "sort_by"), ("page=0", "page"), ("cursor=abc", "cursor"),
        ("cursor=&page=1", "page"),
    ])
    func `A bad query is refused by its name`(query: String, name: String) async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            #expect(try await person.send(.get, "\(Self.path)?\(query)").refused == [name])
        }
    }

    @Test func `Cursors walk a list, and work for no other list or person`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let stranger = try await server.person()
            for _ in 0..<5 { _ = try await person.send(.post, Self.path, Self.daily) }
            var count = 0
            var cursor = ""
            repeat {
                let page = try await person.send(.get, "\(Self.path)?page_size=2&cursor=\(cursor)")
                #expect(page.json["page"] == .null && page.json["total"] == .null)
                count += page.json["items"]?.array?.count ?? 0
                cursor = page.json["next_cursor"]?.string ?? ""
                guard !cursor.isEmpty else { break }
                #expect(try await person.send(.get, "\(Self.path)?active=true&cursor=\(cursor)").refused == ["cursor"])
                #expect(try await person.send(.get, "/api/tasks?cursor=\(cursor)").refused == ["cursor"])
                #expect(try await stranger.send(.get, "\(Self.path)?cursor=\(cursor)").refused == ["cursor"])
            } while true
            #expect(count == 5)
        }
    }

    @Test func `A repeated request with its key makes one series`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let key: HTTPFields = [HTTPField.Name("Idempotency-Key")!: "k-1"]
            let first = try await person.send(.post, Self.path, Self.daily, fields: key)
            let again = try await person.send(.post, Self.path, Self.daily, fields: key)
            #expect(again.status == .created && again.text == first.text)
            #expect(again.fields[.location] == first.fields[.location])
            #expect(try await person.send(.get, Self.path).json["total"]?.integer == 1)
        }
    }
}
