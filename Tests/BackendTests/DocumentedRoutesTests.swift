import API
import HTTPService
import HTTPTypes
import Hummingbird
import Testing

@Suite struct DocumentedRoutesTests {
    @Test func `The document and the server know the same routes`() async throws {
        try await TestServer.run { server in
            let service = Router(context: ServiceContext.self)
            service.addHealth([], draining: Draining())
            service.addMetrics(PrometheusRegistry())
            let routed = server.routes + service.routes.map { "\($0.method.rawValue) \($0.path)" }
            #expect(OpenAPIDocument.differences(fromRouted: routed) == [])
        }
    }

    @Test func `Without a token every route that needs one refuses, and no other`() async throws {
        let service = Set(["/livez", "/readyz", "/health/live", "/health/ready", "/metrics"])
        try await TestServer.run { server in
            for route in Route.all where !service.contains(route.path) {
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
