import HTTPService
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// A server on a free port of this machine.
struct LiveServer: Sendable {
    let port: Int
    let stop: @Sendable () async -> Void

    func connect() async throws -> RawConnection { try await RawConnection(port: port) }

    /// Sends `request` on a connection of its own and reads to its end.
    func answer(to request: String) async throws -> RawAnswer {
        let connection = try await connect()
        try await connection.send(request)
        return try await connection.readAnswer()
    }
}

/// Routes for the tests of the connection.
func testRouter() -> Router<ServiceContext> {
    let router = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
    router.get("/ok") { _, _ in Response.json(Array(#"{"ok":true}"#.utf8)) }
    router.post("/echo") { request, _ in
        let body = try await request.json()
        return Response.json(body.bytes)
    }
    router.post("/early") { _, _ -> Response in throw HTTPError(.unauthorized) }
    router.get("/chunks") { _, _ in
        Response(
            status: .ok,
            body: ResponseBody { writer in
                try await writer.write(ByteBuffer(string: "one"))
                try await writer.write(ByteBuffer(string: "two"))
                try await writer.finish(nil)
            })
    }
    router.get("/large") { _, _ in
        Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(repeating: 0x61, count: 3_000_000)))
    }
    return router
}

func edge(_ router: Router<ServiceContext>, proxies: TrustedProxies = .none) -> Edge<RouterResponder<ServiceContext>> {
    Edge(router.buildResponder(), routes: RouteTable(router), proxies: proxies, logger: Logger(label: "test"))
}

func withServer(
    _ router: Router<ServiceContext> = testRouter(), limits: ConnectionLimits = .quick, grace: Duration = .seconds(15),
    draining: Draining = Draining(), maximumConnections: Int = 100,
    proxies: TrustedProxies = .none, metrics: ConnectionMetrics? = nil,
    body: @Sendable @escaping (LiveServer) async throws -> Void
) async throws {
    let (ports, port) = AsyncStream<Int>.makeStream()
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let server = HTTPServer(
        edge(router, proxies: proxies), at: .init(host: "127.0.0.1", port: 0, maximumConnections: maximumConnections),
        limits: limits,
        grace: grace, draining: draining, metrics: metrics, group: MultiThreadedEventLoopGroup.singleton, logger: logger
    ) { port.yield($0) }
    let group = ServiceGroup(configuration: .init(services: [server], logger: logger))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        var iterator = ports.makeAsyncIterator()
        guard let port = await iterator.next() else { return }
        let live = LiveServer(port: port, stop: { await group.triggerGracefulShutdown() })
        do {
            try await body(live)
        } catch {
            await group.triggerGracefulShutdown()
            throw error
        }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
    }
}

extension ConnectionLimits {
    /// Patience for tests that run into none of it; those that do shorten it.
    static var quick: ConnectionLimits {
        var limits = ConnectionLimits()
        limits.linger = .milliseconds(200)
        return limits
    }
}
