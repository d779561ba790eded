import Backend
import Events
import HTTPService
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Storage

extension TestServer {
    /// Runs `body` while the server also listens on a port, with the services that streams live by.
    func listening(_ body: (Int) async throws -> Void) async throws {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let (ports, listening) = AsyncStream<Int>.makeStream()
        let http = HTTPServer(
            edge, at: .init(host: "127.0.0.1", port: 0), group: MultiThreadedEventLoopGroup.singleton, logger: logger
        ) { listening.yield($0) }
        let watch = CommitWatch(database: database, signal: signal, logger: logger) { [streams] in
            streams.counts.open > 0
        }
        let revocation = StreamRevocation(streams: streams, database: database)
        let group = ServiceGroup(
            configuration: .init(services: [watch, revocation, http, streams] as [any Service], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { listening.finish() }
                try await group.run()
            }
            let result: Result<Void, any Error>
            do {
                for await port in ports {
                    try await body(port)
                    break
                }
                result = .success(())
            } catch {
                result = .failure(error)
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            try result.get()
        }
    }
}

/// An event stream as its client reads it, on a connection of its own.
final class LiveStream {
    private let channel: any Channel
    private let parts: AsyncStream<String>
    /// Everything that came, head and chunks.
    private(set) var text = ""

    init(port: Int, token: String, query: String = "", fields: [String] = []) async throws {
        let (parts, sink) = AsyncStream<String>.makeStream()
        self.parts = parts
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(LiveStreamHandler(sink))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        let lines = [
            "GET /api/events/stream\(query) HTTP/1.1", "Host: localhost", "Authorization: Bearer \(token)",
        ]
        let request = (lines + fields).joined(separator: "\r\n") + "\r\n\r\n"
        try await channel.writeAndFlush(ByteBuffer(string: request)).get()
    }

    /// Reads until what came is enough; false when the connection ended before.
    func read(until isEnough: (String) -> Bool) async -> Bool {
        if isEnough(text) { return true }
        for await part in parts {
            text += part
            if isEnough(text) { return true }
        }
        return false
    }

    /// Waits for the answer; whether a stream was opened.
    func isOpened() async -> Bool {
        _ = await read { $0.contains("the stream is open") || $0.contains("\"status\":") }
        return text.hasPrefix("HTTP/1.1 200")
    }

    /// Reads to the end that the server makes: of the answer or of the connection.
    func readToEnd() async {
        _ = await read { $0.hasSuffix("0\r\n\r\n") }
    }

    func close() async throws { try await channel.close() }
}

private final class LiveStreamHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let sink: AsyncStream<String>.Continuation

    init(_ sink: AsyncStream<String>.Continuation) { self.sink = sink }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        sink.yield(String(buffer: unwrapInboundIn(data)))
    }

    func channelInactive(context: ChannelHandlerContext) { sink.finish() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
