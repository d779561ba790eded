#if canImport(Glibc)
import Glibc
#endif
public import HummingbirdCore
public import Logging
public import NIOCore
import NIOHTTP1
public import NIOHTTPTypes

/// HTTP/1.1 by the letter: the framework's loop over requests, behind a parser and a guard of our own.
public struct StrictChannel: HTTPChannelHandler {
    public typealias Value = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    /// Answers a request on a connection from `peer`, an address without port.
    typealias PeerResponder =
        @Sendable @concurrent (Request, consuming ResponseWriter, any Channel, _ peer: String?) async throws -> Void

    public let responder: HTTPChannelHandler.Responder
    private let peerResponder: PeerResponder
    private let limits: ConnectionLimits
    private let connections: Connections
    private let dates: HTTPDate

    init(limits: ConnectionLimits, connections: Connections, responder: @escaping PeerResponder) {
        self.init(limits: limits, connections: connections, dates: HTTPDate(), peer: nil, responder: responder)
    }

    private init(
        limits: ConnectionLimits, connections: Connections, dates: HTTPDate, peer: String?,
        responder: @escaping PeerResponder
    ) {
        self.limits = limits
        self.connections = connections
        self.dates = dates
        peerResponder = responder
        self.responder = { try await responder($0, $1, $2, peer) }
    }

    public func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            connections.add(channel)
            try setUserTimeout(channel)
            let decoder = LimitedDecoder(limits: limits)
            try channel.pipeline.syncOperations.addHandlers([
                ByteToMessageHandler(decoder),
                ConnectionHandler(
                    limits: limits, decoder: decoder, dates: dates, onRefusal: { connections.refused($0) }),
            ])
            return try NIOAsyncChannel(
                wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
        }
    }

    /// The system notices before we do when a client has vanished or reads nothing: what was written to it is in the
    /// system's hands, up to megabytes of it.
    private func setUserTimeout(_ channel: any Channel) throws {
        #if canImport(Glibc)
        let milliseconds = Int(clamping: limits.unread.nanoseconds / 1_000_000)
        try channel.syncOptions?.setOption(.tcpOption(.init(rawValue: CInt(TCP_USER_TIMEOUT))), value: milliseconds)
        #endif
    }

    public func handle(value channel: Value, logger: Logger) async {
        // Looked up once: the framework's loop below knows nothing of a connection but its requests.
        let connection = StrictChannel(
            limits: limits, connections: connections, dates: dates, peer: channel.channel.remoteAddress?.ipAddress,
            responder: peerResponder)
        await withTaskExecutorPreference(EventLoopExecutor(channel.channel.eventLoop)) {
            await connection.handleHTTP(asyncChannel: channel, logger: logger)
        }
    }
}
