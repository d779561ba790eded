import API
@testable import HTTPService
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JSON
import Logging
import Testing

@Suite struct EdgeTests {
    private struct Unforeseen: Error {
        let secret = "select * from users"
    }

    private func router() -> Router<ServiceContext> {
        let router = testRouter()
        router.get("/tasks/{id}") { _, context in Response.json(Array(#""\#(context.traceparent)""#.utf8)) }
        router.delete("/tasks/{id}") { _, _ in Response.noContent }
        router.get("/files/**") { _, _ in
            Response(status: .ok, headers: [.cacheControl: "max-age=60", .contentSecurityPolicy: "default-src 'self'"])
        }
        router.get("/problem") { _, _ -> Response in throw Problem.tooManyRequests("Slow down.", retryAfter: 7) }
        router.get("/forbidden") { _, _ -> Response in throw HTTPError(.forbidden, message: "Not you.") }
        router.get("/bare") { _, _ in HTTPResponse.Status.conflict }
        router.get("/unforeseen") { _, _ -> Response in throw Unforeseen() }
        router.get("/client") { _, context in Response.json(Array(#""\#(context.clientAddress)""#.utf8)) }
        return router
    }

    private func ask(
        _ path: String, _ method: HTTPRequest.Method = .get, _ fields: HTTPFields = [:],
        crossOrigin: CrossOrigin = .off,
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        check: @escaping @Sendable (TestResponse) throws -> Void
    ) async throws {
        let router = router()
        let edge = Edge(
            router.buildResponder(), routes: RouteTable(router), crossOrigin: crossOrigin, logger: logger)
        try await Application(responder: edge).test(.router) { client in
            try await client.execute(uri: path, method: method, headers: fields) { try check($0) }
        }
    }

    private func problem(_ response: TestResponse) throws -> JSONValue {
        #expect(response.headers[.contentType] == "application/problem+json")
        return try JSONParser.parse(response.body.readableBytesView)
    }

    @Test func `An unknown path is a problem`() async throws {
        try await ask("/nothing?token=secret") { response in
            #expect(response.status == .notFound)
            let problem = try problem(response)
            #expect(problem["status"]?.integer == 404)
            #expect(problem["title"]?.string == "Not Found")
            #expect(problem["instance"]?.string == "/nothing")
        }
    }

    @Test(arguments: [
        ("/tasks/1", HTTPRequest.Method.put, "DELETE, GET, HEAD"), ("/ok", .post, "GET, HEAD"), ("/echo", .get, "POST"),
        ("/echo", .head, "POST"), ("/files/a/b", .post, "GET, HEAD"), ("/ok", .options, "GET, HEAD"),
        ("/ok/", .post, "GET, HEAD"),
    ])
    func `A wrong method is told the right ones`(_ path: String, method: HTTPRequest.Method, allow: String) async throws
    {
        try await ask(path, method) { response in
            #expect(response.status == .methodNotAllowed)
            #expect(response.headers[.allow] == allow)
        }
    }

    @Test func `Problems keep their fields`() async throws {
        try await ask("/problem") { response in
            #expect(response.status == .tooManyRequests)
            #expect(response.headers[.retryAfter] == "7")
            let problem = try problem(response)
            #expect(problem["detail"]?.string == "Slow down.")
        }
    }

    @Test(arguments: [("/forbidden", 403), ("/bare", 409)])
    func `The framework's own errors are problems too`(_ path: String, status: Int) async throws {
        try await ask(path) { response in
            #expect(response.status.code == status)
            let problem = try problem(response)
            #expect(problem["status"]?.integer == status)
        }
    }

    @Test func `What nobody foresaw is logged once and not told`() async throws {
        let lines = Calls()
        let logger = Logger(label: "test") { _ in CallsLogHandler(calls: lines) }
        try await ask("/unforeseen", logger: logger) { response in
            #expect(response.status == .internalServerError)
            let text = String(buffer: response.body)
            #expect(!text.contains("users") && !text.contains("Unforeseen"))
            let id = try #require(response.headers[.xRequestID])
            #expect(lines.all.count == 1)
            #expect(lines.all.first?.contains(id) == true)
            #expect(lines.all.first?.contains("select * from users") == true)
        }
    }

    @Test func `Every answer has the fields that keep browsers from harm`() async throws {
        for path in ["/ok", "/nothing", "/problem"] {
            try await ask(path) { response in
                #expect(response.headers[.xContentTypeOptions] == "nosniff")
                #expect(response.headers[.cacheControl] == "no-store")
                #expect(response.headers[.contentSecurityPolicy] == "default-src 'none'; frame-ancestors 'none'")
                #expect(response.headers[.xFrameOptions] == "DENY")
                #expect(response.headers[.referrerPolicy] == "no-referrer")
                #expect(response.headers[.crossOriginResourcePolicy] == "same-origin")
            }
        }
    }

    @Test func `A route's own fields win`() async throws {
        try await ask("/files/a") { response in
            #expect(response.headers[.cacheControl] == "max-age=60")
            #expect(response.headers[.contentSecurityPolicy] == "default-src 'self'")
            #expect(response.headers[.xContentTypeOptions] == "nosniff")
        }
    }

    @Test(arguments: [("abc-123", true), ("", false), ("a b", false), (String(repeating: "x", count: 129), false)])
    func `A sane request id is kept, another one replaced`(_ id: String, isKept: Bool) async throws {
        let name = HTTPField.Name.xRequestID
        try await ask("/ok", .get, [name: id]) { response in
            let answered = try #require(response.headers[name])
            #expect((answered == id) == isKept)
            #expect(!answered.isEmpty)
        }
    }

    @Test func `A valid traceparent goes on, an invalid one is replaced by a valid one`() async throws {
        let name = HTTPField.Name.traceparent
        let valid = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        try await ask("/tasks/1", .get, [name: valid]) { #expect(String(buffer: $0.body) == "\"\(valid)\"") }
        try await ask("/tasks/1", .get, [name: "00-0-0-0"]) { response in
            let made = String(buffer: response.body).split(separator: "-").map(\.count)
            #expect(made == [3, 32, 16, 3])
        }
    }

    @Test func `HEAD answers like GET, without the body`() async throws {
        try await ask("/ok", .head) { response in
            #expect(response.status == .ok)
            #expect(response.headers[.contentLength] == "11")
            #expect(response.body.readableBytes == 0)
        }
        try await ask("/nothing", .head) { response in
            #expect(response.status == .notFound)
            #expect(response.body.readableBytes == 0)
        }
    }

    @Test func `Other origins are off unless listed`() async throws {
        let fields: HTTPFields = [.origin: "https://a.example", .accessControlRequestMethod: "DELETE"]
        let allowed = CrossOrigin(origins: ["https://a.example"])
        try await ask("/tasks/1", .options, fields) { #expect($0.status == .methodNotAllowed) }
        try await ask("/ok", .get, fields) { #expect($0.headers[.accessControlAllowOrigin] == nil) }
        try await ask("/tasks/1", .options, fields, crossOrigin: allowed) { response in
            #expect(response.status == .noContent)
            #expect(response.headers[.accessControlAllowOrigin] == "https://a.example")
            #expect(response.headers[.accessControlAllowMethods] == "DELETE, GET, HEAD")
            #expect(response.headers[.accessControlAllowCredentials] == nil)
            #expect(response.headers[.vary] == "Origin")
        }
        try await ask("/ok", .get, fields, crossOrigin: allowed) { response in
            #expect(response.headers[.accessControlAllowOrigin] == "https://a.example")
            #expect(
                response.headers[.accessControlExposeHeaders]
                    == "ETag, Location, Retry-After, X-Request-ID, Idempotency-Replayed")
        }
        let other: HTTPFields = [.origin: "https://b.example", .accessControlRequestMethod: "GET"]
        try await ask("/ok", .options, other, crossOrigin: allowed) { response in
            #expect(response.status == .methodNotAllowed)
            #expect(response.headers[.accessControlAllowOrigin] == nil)
        }
    }

    @Test func `The client's address is looked for behind trusted proxies only`() async throws {
        let router = router()
        try await withServer(router, proxies: try #require(TrustedProxies("127.0.0.0/8, ::1"))) { server in
            let answer = try await server.answer(
                to: "GET /client HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 6.6.6.6, 1.2.3.4:99\r\n\r\n")
            #expect(answer.body == #""1.2.3.4""#)
        }
        try await withServer(router) { server in
            let answer = try await server.answer(
                to: "GET /client HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 1.2.3.4\r\n\r\n")
            #expect(answer.body == #""127.0.0.1""#)
        }
    }
}

/// Writes down what is logged.
struct CallsLogHandler: LogHandler {
    let calls: Calls
    var logLevel = Logger.Level.trace
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(calls: Calls) { self.calls = calls }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        calls.add("\(event.level) \(event.message) \(event.metadata ?? [:])")
    }
}
