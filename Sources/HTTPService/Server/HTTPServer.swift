public import Hummingbird
import HummingbirdCore
public import Logging
public import NIOCore
public import ServiceLifecycle

/// One listening socket and the responder behind it, from binding to the last answer.
public struct HTTPServer<Responder: HTTPResponder>: Service where Responder.Context: ExchangeContext {
    private let responder: Responder
    private let address: Address
    private let limits: ConnectionLimits
    private let grace: Duration
    private let draining: Draining
    private let metrics: ConnectionMetrics?
    private let group: any EventLoopGroup
    private let logger: Logger
    private let onListening: @Sendable (Int) async -> Void

    /// Where to listen.
    public struct Address: Sendable {
        public var host: String
        /// 0 takes any free port.
        public var port: Int
        public var maximumConnections: Int

        public init(host: String, port: Int, maximumConnections: Int = 4096) {
            self.host = host
            self.port = port
            self.maximumConnections = maximumConnections
        }
    }

    /// - Parameters:
    ///   - grace: how long requests that were taken may go on after the stop.
    ///   - draining: begins when the stop does.
    ///   - onListening: hears the port.
    public init(
        _ responder: Responder, at address: Address, limits: ConnectionLimits = ConnectionLimits(),
        grace: Duration = .seconds(15), draining: Draining = Draining(), metrics: ConnectionMetrics? = nil,
        group: any EventLoopGroup, logger: Logger, onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        self.responder = responder
        self.address = address
        self.limits = limits
        self.grace = grace
        self.draining = draining
        self.metrics = metrics
        self.group = group
        self.logger = logger
        self.onListening = onListening
    }

    /// Listens and answers until the graceful stop is done.
    ///
    /// - Throws: when the address cannot be bound.
    public func run() async throws {
        let connections = Connections(metrics: metrics)
        let server = Server(
            childChannelSetup: channel(connections),
            configuration: ServerConfiguration(
                address: .hostname(address.host, port: address.port), backlog: 1024,
                availableConnectionsDelegate: MaximumAvailableConnections(address.maximumConnections)),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? address.port) },
            eventLoopGroup: group,
            logger: quiet)
        // A stop that ends in time needs no cutting: leaving this scope cancels it.
        async let _ = cut(connections)
        try await withGracefulShutdownHandler {
            try await server.run()
        } onGracefulShutdown: {
            draining.begin()
        }
    }

    /// Cutting what is left after the grace makes the server's own waiting end.
    private func cut(_ connections: Connections) async {
        do {
            try await gracefulShutdown()
            try await Task.sleep(for: grace)
            connections.closeAll()
        } catch {
            // Cancelled: the server has ended by itself.
        }
    }

    private func channel(_ connections: Connections) -> StrictChannel {
        let responder = responder
        let logger = logger
        return StrictChannel(limits: limits, connections: connections) { request, writer, channel, peer in
            var context = Responder.Context(source: ApplicationRequestContextSource(channel: channel, logger: logger))
            context.exchange.knownPeer = peer
            let response = try await responder.respond(to: request, context: context)
            try await writer.write(response: response.head, body: response.body)
        }
    }

    /// The framework tells of every start in words of its own; ours is ``onListening``.
    private var quiet: Logger {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .warning)
        return logger
    }
}
