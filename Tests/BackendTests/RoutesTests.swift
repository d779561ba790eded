import API
import HTTPTypes
import Testing

@Suite struct RoutesTests {
    @Test func `The server answers exactly the routes of the list and of the document`() async throws {
        try await TestServer.run { server in
            #expect(Set(server.routes).count == server.routes.count)
            #expect(server.routes.sorted() == Route.all.map(\.signature).sorted())
            #expect(OpenAPIDocument.differences(fromRouted: server.routes) == [])
        }
    }

    @Test func `Another method gets 405 with those that the path knows, HEAD beside GET`() async throws {
        try await TestServer.run { server in
            for (path, routes) in Dictionary(grouping: Route.all, by: \.path) {
                var methods = Set(routes.map(\.method.rawValue))
                if methods.contains("GET") { methods.insert("HEAD") }
                let allow = methods.sorted().joined(separator: ", ")
                for method in [HTTPRequest.Method.options, .trace, .post, .put, .patch, .delete, .get, .head]
                where !methods.contains(method.rawValue) {
                    let reply = try await server.send(method, path)
                    #expect(reply.status == .methodNotAllowed, "\(method) \(path)")
                    #expect(reply.fields[.allow] == allow, "\(method) \(path)")
                }
            }
        }
    }

    @Test(arguments: Route.all.filter { $0.method == .get })
    func `HEAD answers as GET does, without the body`(route: Route) async throws {
        try await TestServer.run { server in
            let get = try await server.send(.get, route.path)
            let head = try await server.send(.head, route.path)
            #expect(head.status == get.status)
            #expect(head.fields[.contentType] == get.fields[.contentType])
            #expect(head.text.isEmpty)
        }
    }

    @Test func `Without a token every route that needs one refuses, and no other`() async throws {
        try await TestServer.run { server in
            for route in Route.all {
                let path = route.path
                    .replacing("{id}", with: "019a9f3e-6c00-7d3a-8f21-5b1d0c9e4a77")
                    .replacing("{event_id}", with: "019a9f3e-6c01-7b02-a1d4-77c0e5f9d310")
                let reply = try await server.send(route.method, path)
                #expect((reply.status == .unauthorized) == route.needsToken, "\(route.signature): \(reply.status)")
            }
        }
    }

    @Test func `The document and its page are served as they are`() async throws {
        try await TestServer.run { server in
            let document = try await server.send(.get, "/openapi.json")
            #expect(document.fields[.contentType] == "application/json")
            #expect(document.text == String(decoding: OpenAPIDocument.bytes, as: UTF8.self))
            let resources = [
                ("/docs", Documentation.page), ("/docs/style.css", Documentation.style),
                ("/docs/script.js", Documentation.script),
            ]
            for (path, resource) in resources {
                let reply = try await server.send(.get, path)
                #expect(reply.status == .ok)
                #expect(reply.fields[.contentType] == resource.mediaType)
                #expect(reply.fields[.contentSecurityPolicy] == Documentation.contentSecurityPolicy)
                #expect(reply.text == String(decoding: resource.bytes, as: UTF8.self))
            }
        }
    }
}
