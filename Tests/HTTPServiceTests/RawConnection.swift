import NIOCore
import NIOPosix

/// A connection on which a test writes whatever bytes it likes.
struct RawConnection: Sendable {
    let channel: any Channel
    private let inbox: Inbox

    init(port: Int) async throws {
        let inbox = Inbox()
        self.inbox = inbox
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(InboxHandler(inbox: inbox))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
    }

    func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    /// A server that has closed already is no failure of the test: its answer counts.
    func send(_ bytes: [UInt8]) async throws {
        try? await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get()
    }

    /// Reads one answer, by its length, its chunks or the end of the connection.
    func readAnswer() async throws -> RawAnswer {
        var text = await inbox.read { $0.contains("\r\n\r\n") }
        guard let end = text.firstRange(of: "\r\n\r\n") else { return RawAnswer(head: text, body: "") }
        let head = String(text[..<end.lowerBound])
        let answer = RawAnswer(head: head, body: "")
        let start = text.utf8.distance(from: text.startIndex, to: end.upperBound)
        if let length = answer["content-length"].flatMap({ Int($0) }) {
            text = await inbox.read { $0.utf8.count >= start + length }
            return RawAnswer(head: head, body: await inbox.take(start + length, after: start))
        }
        if answer["transfer-encoding"] == "chunked" {
            text = await inbox.read { $0.hasSuffix("0\r\n\r\n") }
            return RawAnswer(head: head, body: await inbox.take(text.utf8.count, after: start))
        }
        if answer.status == 204 { return RawAnswer(head: head, body: await inbox.take(start, after: start)) }
        text = await inbox.read { _ in false }
        return RawAnswer(head: head, body: await inbox.take(text.utf8.count, after: start))
    }

    /// Only the head, of an answer that has no body or whose body has no end.
    func readHead() async -> RawAnswer {
        let text = await inbox.read { $0.contains("\r\n\r\n") }
        guard let end = text.firstRange(of: "\r\n\r\n") else { return RawAnswer(head: text, body: "") }
        let start = text.utf8.distance(from: text.startIndex, to: end.upperBound)
        _ = await inbox.take(start, after: start)
        return RawAnswer(head: String(text[..<end.lowerBound]), body: "")
    }

    /// Waits for the end of the connection and returns what came before it.
    func readToEnd() async -> String { await inbox.read { _ in false } }

    func close() async { try? await channel.close() }
}

/// One answer, as text.
struct RawAnswer: Sendable {
    let head: String
    let body: String

    var status: Int {
        let parts = head.prefix { $0 != "\r\n" }.split(separator: " ")
        return parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    }

    subscript(_ name: String) -> String? {
        for line in head.split(separator: "\r\n").dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2, parts[0].lowercased() == name { return String(parts[1].drop { $0 == " " }) }
        }
        return nil
    }
}

/// What came and was not read yet.
actor Inbox {
    private var text = ""
    private var isClosed = false
    private var waiting: (enough: @Sendable (String) -> Bool, continuation: CheckedContinuation<String, Never>)?

    func receive(_ more: String) {
        text += more
        wake()
    }

    func end() {
        isClosed = true
        wake()
    }

    private func wake() {
        guard let waiting, isClosed || waiting.enough(text) else { return }
        self.waiting = nil
        waiting.continuation.resume(returning: text)
    }

    func read(_ enough: @escaping @Sendable (String) -> Bool) async -> String {
        if isClosed || enough(text) { return text }
        return await withCheckedContinuation { waiting = (enough, $0) }
    }

    func take(_ count: Int, after start: Int) -> String {
        let taken = String(decoding: text.utf8.prefix(count).dropFirst(start), as: UTF8.self)
        text = String(decoding: text.utf8.dropFirst(count), as: UTF8.self)
        return taken
    }
}

private final class InboxHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let events: AsyncStream<String>.Continuation

    init(inbox: Inbox) {
        let (stream, events) = AsyncStream<String>.makeStream()
        self.events = events
        Task {
            for await text in stream { await inbox.receive(text) }
            await inbox.end()
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        events.yield(String(buffer: unwrapInboundIn(data)))
    }

    func channelInactive(context: ChannelHandlerContext) { events.finish() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
