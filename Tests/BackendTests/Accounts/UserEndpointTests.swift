import Accounts
import HTTPTypes
import JSON
import Storage
import StorageSQLite
import Testing

struct UserEndpointTests {
    private static let me = "/api/users/me"

    @Test func `An account that was read can be sent back and changes nothing`() async throws {
        try await TestServer.run { server in
            let guest = try await server.register()
            let read = try await guest.send(.get, Self.me)
            let sent = try await guest.send(.patch, Self.me, read.text)
            #expect(sent.status == .ok)
            #expect(sent.text == read.text)
            #expect(try await guest.send(.patch, Self.me, "{}").text == read.text)
        }
    }

    @Test func `Members that are present change`() async throws {
        try await TestServer.run { server in
            let guest = try await server.register()
            let reply = try await guest.send(
                .patch, Self.me, #"{"name": " Countess ", "locale": "de", "timezone": "Asia/Tokyo"}"#)
            #expect(reply.status == .ok)
            #expect(reply.json["name"]?.string == "Countess")
            #expect(reply.json["locale"]?.string == "de")
            #expect(reply.json["timezone"]?.string == "Asia/Tokyo")
            #expect(reply.json["email"]?.string == guest.email)
            #expect(try await guest.send(.get, Self.me).text == reply.text)
        }
    }

    @Test func `Open all-day tasks follow the person into another time zone`() async throws {
        try await TestServer.run { server in
            let guest = try await server.register(extra: #", "timezone": "Asia/Tokyo""#)
            let body = #"{"title": "a", "due_date": "2030-01-31"}"#
            #expect(try await guest.send(.post, "/api/tasks", body).status == .created)
            let due = { () async throws -> Int? in
                try await server.database.read { try $0.first("SELECT due_at FROM tasks") { try $0.int(0) } }
            }
            let before = try #require(try await due())
            #expect(try await guest.send(.patch, Self.me, #"{"timezone": "UTC"}"#).status == .ok)
            #expect(try await due() == before + 9 * 3_600_000)
        }
    }

    @Test(arguments: [
        (#"{"name": null, "timezone": null, "locale": null, "email": null}"#, ["email", "name", "timezone", "locale"]),
        (#"{"name": "", "timezone": "X", "locale": 1, "email": "x"}"#, ["email", "name", "timezone", "locale"]),
        (#"{"email": "new@example.org"}"#, ["current_password"]),
        (#"{"email": "new@example.org", "current_password": "wrong horse"}"#, ["current_password"]),
        (#"{"email": "new@example.org", "current_password": 1}"#, ["current_password"]),
        (#"{"version": 1}"#, ["version"]),
    ])
    func `Bad values are named and nothing changes`(body: String, refused: [String]) async throws {
        try await TestServer.run { server in
            let guest = try await server.register()
            let before = try await guest.send(.get, Self.me)
            let reply = try await guest.send(.patch, Self.me, body)
            #expect(reply.status == .unprocessableContent)
            #expect(reply.refused == refused)
            #expect(try await guest.send(.get, Self.me).text == before.text)
        }
    }

    @Test func `Another address needs the password, is unconfirmed, and must be free`() async throws {
        try await TestServer.run { server in
            let guest = try await server.register()
            let token = try server.letters.token(.confirmation)
            _ = try await server.send(.post, "/api/auth/email/confirm", #"{"token": "\#(token)"}"#)
            let other = try await server.register()
            let change = { (email: String) in
                try await guest.send(
                    .patch, Self.me, #"{"email": "\#(email)", "current_password": "correct horse"}"#)
            }
            #expect(try await change(other.email.uppercased()).status == .conflict)
            let reply = try await change("new@example.org")
            #expect(reply.json["email"]?.string == "new@example.org")
            #expect(reply.json["email_confirmed"]?.bool == false)
            #expect(try await server.login("new@example.org").status == .ok)
            #expect(try await server.login(guest.email).status == .unauthorized)
        }
    }

    @Test func `A repeated change of address with its key is answered again`() async throws {
        try await TestServer.run { server in
            let guest = try await server.register()
            let body = #"{"email": "new@example.org", "current_password": "correct horse"}"#
            let key: HTTPFields = [.idempotencyKey: "k"]
            let first = try await guest.send(.patch, Self.me, body, fields: key)
            let change = #"{"current_password": "correct horse", "new_password": "battery staple"}"#
            #expect(try await guest.send(.post, "/api/users/me/password", change).status == .noContent)
            let again = try await guest.send(.patch, Self.me, body, fields: key)
            #expect(again.status == .ok && again.text == first.text)
        }
    }

    @Test func `Deleting needs the password, ends everything and frees the address`() async throws {
        try await TestServer.run { server in
            let guest = try await server.register()
            let other = try server.guest(guest.email, try await server.login(guest.email))
            #expect(try await other.send(.get, Self.me).status == .ok)
            let wrong = try await guest.send(.delete, Self.me, #"{"current_password": "wrong horse"}"#)
            #expect(wrong.refused == ["current_password"])
            #expect(try await guest.send(.delete, Self.me, "{}").refused == ["current_password"])
            let fields: HTTPFields = [.idempotencyKey: "k"]
            let body = #"{"current_password": "correct horse"}"#
            #expect(try await guest.send(.delete, Self.me, body, fields: fields).status == .noContent)
            for session in [guest, other] {
                #expect(try await session.send(.get, Self.me).status == .unauthorized)
                let refreshed = try await server.send(
                    .post, "/api/auth/refresh", #"{"refresh_token": "\#(session.refresh)"}"#)
                #expect(refreshed.status == .unauthorized)
            }
            #expect(try await server.login(guest.email).status == .unauthorized)
            _ = try await server.register(guest.email)
        }
    }

    @Test func `What the log tells of the account is no task's history`() async throws {
        try await TestServer.run { server in
            let guest = try await server.register()
            let user = try await guest.send(.patch, Self.me, #"{"name": "Countess"}"#).json
            let id = try #require(user["id"]?.string)
            let events = try await guest.send(.get, "/api/users/me/export").json["events"]?.array
            let event = try #require(events?.first?["id"]?.string)
            #expect(try await guest.send(.get, "/api/tasks/\(id)/events").status == .notFound)
            #expect(try await guest.send(.post, "/api/tasks/\(id)/events/\(event)/undo").status == .notFound)
        }
    }

    @Test(arguments: [0, 1, 450])
    func `The export has the account, its sessions, and every task, series and event once`(tasks: Int) async throws {
        try await TestServer.run { server in
            let guest = try await server.register()
            for number in 0..<tasks {
                _ = try await guest.send(.post, "/api/tasks", #"{"title": "\#(number)"}"#)
                _ = try await guest.send(
                    .post, "/api/recurring-tasks",
                    #"{"title": "\#(number)", "recurrence_type": "daily", "start_date": "9000-01-01"}"#)
            }
            let stranger = try await server.register()
            _ = try await stranger.send(.post, "/api/tasks", #"{"title": "not mine"}"#)
            let reply = try await guest.send(.get, "/api/users/me/export")
            #expect(reply.status == .ok)
            #expect(reply.fields[.contentType] == "application/json")
            #expect(
                reply.json.members?.map(\.name) == [
                    "user", "sessions", "webhooks", "push_subscriptions", "tasks", "recurring_tasks", "events",
                ])
            let user = try await guest.send(.get, Self.me).json
            #expect(reply.json["user"] == user)
            #expect(reply.json["sessions"]?.array?.count == 1)
            for name in ["tasks", "recurring_tasks"] {
                let titles = reply.json[name]?.array?.compactMap { $0["title"]?.string } ?? []
                #expect(titles.count == tasks && Set(titles) == Set((0..<tasks).map(String.init)))
            }
            let events = reply.json["events"]?.array ?? []
            #expect(events.compactMap { $0["sequence"]?.integer } == Array(1..<tasks * 2 + 1))
        }
    }

    @Test func `The export has webhooks and browsers without what is secret of them`() async throws {
        try await TestServer.run { server in
            let owner = try await Owner(on: server)
            _ = try await Owner(on: server)
            let export = try await owner.guest.send(.get, "/api/users/me/export")
            for (name, path) in [("webhooks", "/api/webhooks"), ("push_subscriptions", "/api/push-subscriptions")] {
                let items = try await owner.guest.send(.get, path).json["items"]
                #expect(export.json[name] == items)
                #expect(items?.array?.count == 1)
            }
            #expect(!export.text.contains("whsec_"))
        }
    }
}
