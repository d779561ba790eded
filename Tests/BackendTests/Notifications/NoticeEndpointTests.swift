import HTTPTypes
import JSON
import Notifications
import Storage
import StorageSQLite
import Testing

@Suite struct NoticeEndpointTests {
    @Test func `Notifications are listed, counted and read`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let user = try await self.user(person)
            let ids = try await server.database.write { [notices = server.destinations.notices] connection in
                try notices.add((1...5).map { Notices.Draft("reminder", title: "\($0)") }, of: user, in: connection)
                    .map(\.id.description)
            }
            #expect(try await person.send(.get, "/api/notifications/unread-count").text == #"{"unread":5}"#)
            let read = try await person.send(.post, "/api/notifications/\(ids[4])/read")
            #expect(read.json["read"]?.bool == true && read.json["read_at"]?.string != nil)
            #expect(try await person.send(.post, "/api/notifications/\(ids[4])/read").text == read.text)

            var titles: [String] = []
            var path = "/api/notifications?page_size=2"
            while true {
                let page = try await person.send(.get, path)
                titles += page.json["items"]?.array?.compactMap { $0["title"]?.string } ?? []
                guard let cursor = page.json["next_cursor"]?.string else { break }
                path = "/api/notifications?page_size=2&cursor=\(cursor)"
            }
            #expect(titles.prefix(4).sorted() == ["1", "2", "3", "4"] && titles.dropFirst(4) == ["5"])
            #expect(try await person.send(.get, "/api/notifications?unread=true").json["items"]?.array?.count == 4)
            #expect(try await person.send(.post, "/api/notifications/read-all").text == #"{"read":4}"#)
            #expect(try await person.send(.get, "/api/notifications/unread-count").text == #"{"unread":0}"#)
            #expect(try await server.person().send(.get, "/api/notifications").json["items"]?.array?.isEmpty == true)
        }
    }

    @Test(arguments: [
        ("page_size=0", "page_size"), ("page_size=101", "page_size"), ("unread=yes", "unread"),
        ("cursor=abc", "cursor"),
    ])
    func `A question that makes no sense is refused`(query: String, refused: String) async throws {
        try await TestServer.run { server in
            let reply = try await server.person().send(.get, "/api/notifications?\(query)")
            #expect(reply.status == .unprocessableContent && reply.refused == [refused])
        }
    }

    @Test func `A cursor of one list is none of another's`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let user = try await self.user(person)
            try await server.database.write { [notices = server.destinations.notices] connection in
                let draft = Notices.Draft("reminder", title: "a")
                try notices.add([draft, draft], of: user, in: connection)
            }
            let page = try await person.send(.get, "/api/notifications?page_size=1")
            let cursor = try #require(page.json["next_cursor"]?.string)
            #expect(
                try await person.send(.get, "/api/notifications?unread=true&cursor=\(cursor)").refused == ["cursor"])
            #expect(try await person.send(.get, "/api/deliveries?cursor=\(cursor)").refused == ["cursor"])
            #expect(try await server.person().send(.get, "/api/notifications?cursor=\(cursor)").refused == ["cursor"])
        }
    }

    @Test func `Deliveries are listed by state and channel, and what was given up is tried again`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let user = try await self.user(person)
            let id = try await server.database.write { [deliveries = server.destinations.deliveries] connection in
                try deliveries.enqueue(.webhook, of: user, kind: "task-overdue", payload: [], in: connection)
                let mail = try deliveries.enqueue(.email, of: user, kind: "digest", payload: [], in: connection)
                try connection.execute(
                    """
                    UPDATE deliveries SET state = 'dead', attempts = 11, next_attempt_at = NULL, finished_at = 0,
                        last_error = 'down'
                    WHERE id = \(mail.id)
                    """)
                return mail.id.description
            }
            #expect(try await person.send(.get, "/api/deliveries").json["items"]?.array?.count == 2)
            let dead = try await person.send(.get, "/api/deliveries?state=dead&channel=email").json["items"]?.array
            #expect(dead?.first?["id"]?.string == id && dead?.first?["last_error"]?.string == "down")
            #expect(try await person.send(.get, "/api/deliveries?state=lost").refused == ["state"])
            let retried = try await person.send(.post, "/api/deliveries/\(id)/retry")
            #expect(retried.json["state"]?.string == "failed" && retried.json["attempts"]?.integer == 0)
            let webhook = try await person.send(.get, "/api/deliveries?channel=webhook").json["items"]?.array?.first
            let pending = try #require(webhook?["id"]?.string)
            #expect(try await person.send(.post, "/api/deliveries/\(pending)/retry").status == .conflict)
            #expect(try await server.person().send(.post, "/api/deliveries/\(id)/retry").status == .notFound)
        }
    }

    private func user(_ person: Person) async throws -> Identifier {
        let id = try await person.send(.get, "/api/users/me").json["id"]?.string
        return try #require(id.flatMap { Identifier($0) })
    }
}
