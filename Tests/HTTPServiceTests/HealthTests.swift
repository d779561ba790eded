import HTTPService
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@Suite struct HealthTests {
    private func ask(
        _ path: String, _ checks: [Readiness], draining: Draining = Draining(),
        check: @escaping @Sendable (TestResponse) throws -> Void
    ) async throws {
        let router = Router(context: ServiceContext.self)
        router.addHealth(checks, draining: draining)
        try await Application(responder: edge(router)).test(.router) { client in
            try await client.execute(uri: path, method: .get) { try check($0) }
        }
    }

    private static let good = Readiness("database") { nil }
    private static let bad = Readiness("schema") { "it is older than the program" }

    @Test(arguments: ["/livez", "/health/live"])
    func `A process that answers is alive, whatever is wrong`(_ path: String) async throws {
        let draining = Draining()
        draining.begin()
        try await ask(path, [Self.bad], draining: draining) { #expect($0.status == .ok) }
    }

    @Test(arguments: ["/readyz", "/health/ready"])
    func `Readiness needs every check, and no stop`(_ path: String) async throws {
        try await ask(path, [Self.good]) { response in
            #expect(response.status == .ok)
            #expect(String(buffer: response.body) == #"{"status":"ok","checks":["database"]}"#)
        }
        try await ask(path, [Self.good, Self.bad]) { response in
            #expect(response.status == .serviceUnavailable)
            #expect(response.headers[.retryAfter] == "1")
            #expect(String(buffer: response.body).contains("schema: it is older than the program"))
        }
        let draining = Draining()
        draining.begin()
        try await ask(path, [Self.good], draining: draining) { response in
            #expect(response.status == .serviceUnavailable)
            #expect(String(buffer: response.body).contains("stopping"))
        }
    }
}
