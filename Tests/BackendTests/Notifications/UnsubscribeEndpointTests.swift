import HTTPTypes
import JSON
import Notifications
import Storage
import Testing

@Suite struct UnsubscribeEndpointTests {
    private let unsubscribing = Unsubscribing(publicURL: "http://localhost", secret: TestServer.secret)

    @Test func `One click ends the mails of whoever has the link; looking at it ends nothing`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let user = try await person.send(.get, "/api/users/me").json["id"]?.string
            let link = unsubscribing.link(for: try #require(user.flatMap { Identifier($0) }))
            let path = String(link.dropFirst("http://localhost".count))
            _ = try await person.send(.put, "/api/users/me/reminders", #"{"digest_time": "08:00"}"#)
            let before = try await person.send(.get, "/api/users/me/reminders").text
            let page = try await server.send(.get, path)
            #expect(page.status == .ok && page.fields[.contentType] == "text/html; charset=utf-8")
            #expect(page.text.contains(#"<form method="post">"#))
            #expect(try await person.send(.get, "/api/users/me/reminders").text == before)
            #expect(try await server.send(.post, path).status == .ok)
            let after = try await person.send(.get, "/api/users/me/reminders").json
            #expect(after["channels"]?.array?.compactMap(\.string) == ["in_app", "webhook", "push"])
            #expect(after["digest_time"]?.isNull == true)
            #expect(try await server.send(.post, path).status == .ok)
        }
    }

    @Test func `A link that nobody was given ends nothing`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let user = try await person.send(.get, "/api/users/me").json["id"]?.string
            let id = try #require(user.flatMap { Identifier($0) })
            let foreign = Unsubscribing(publicURL: "", secret: Array(repeating: 1, count: 32)).link(for: id)
            for path in [foreign, "/api/unsubscribe/\(id)", "/api/unsubscribe/AAAA", "/api/unsubscribe/%00"] {
                #expect(try await server.send(.get, path).status == .notFound)
                #expect(try await server.send(.post, path).status == .notFound)
            }
            let channels = try await person.send(.get, "/api/users/me/reminders").json["channels"]?.array
            #expect(channels?.count == 4)
        }
    }

    @Test func `Links survive a change of the secret as long as the old one is known`() throws {
        let (old, new) = (Array(repeating: UInt8(1), count: 32), Array(repeating: UInt8(2), count: 32))
        let id = try #require(Identifier("019a9f3e-6c00-7d3a-8f21-5b1d0c9e4a77"))
        let token = Unsubscribing(publicURL: "", secret: old).link(for: id).replacing("/api/unsubscribe/", with: "")
        #expect(Unsubscribing(publicURL: "", secret: new, previous: old).user(of: token) == id)
        #expect(Unsubscribing(publicURL: "", secret: new).user(of: token) == nil)
    }
}
