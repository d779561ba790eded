import API
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// Between the parser and the routes: keeps the rules of RFC 9112, refuses and times out, frames the answers.
///
/// It stands for three of the framework's handlers (codec, encoder, idle state), so that a request passes one.
final class ConnectionHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = ByteBuffer

    private let decoder: LimitedDecoder
    private let rules: RequestRules
    private let dates: HTTPDate
    private let onRefusal: (Refusal) -> Void
    private var state: ConnectionState
    private var timer: (task: Scheduled<Void>, at: NIODeadline)?
    /// What was encoded and not yet handed on.
    private var output = ByteBuffer()
    private var framing = ResponseEncoding.Framing.nothing
    private var isEventStream = false
    private var isInputClosed = false
    private var isFlushing = false

    /// - Parameter onRefusal: hears of each refusal.
    init(
        limits: ConnectionLimits, decoder: LimitedDecoder, dates: HTTPDate,
        onRefusal: @escaping (Refusal) -> Void = { _ in }
    ) {
        self.decoder = decoder
        self.dates = dates
        self.onRefusal = onRefusal
        rules = RequestRules(limits: limits)
        state = ConnectionState(limits: limits, at: .now())
    }

    func handlerAdded(context: ChannelHandlerContext) { arm(context) }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.task.cancel()
        timer = nil
    }

    // MARK: Requests

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): receive(head, context: context)
        case .body(let bytes):
            switch state.receivedBody(bytes.readableBytes) {
            case true?: context.fireChannelRead(wrapInboundOut(.body(bytes)))
            case false?: break
            case nil: context.close(promise: nil)
            }
        case .end(let trailers):
            decoder.messageEnded()
            guard state.receivedEnd(at: .now()) else { return }
            context.fireChannelRead(wrapInboundOut(.end(trailers.map { HTTPFields($0, splitCookie: false) })))
        }
    }

    private func receive(_ head: HTTPRequestHead, context: ChannelHandlerContext) {
        let framing = ConnectionState.Framing(isHead: head.method == .HEAD, isOld: RequestRules.isOld(head.version))
        var refusal = rules.refusal(of: head)
        var method = HTTPRequest.Method.get
        if head.method != .GET {
            if let other = try? HTTPRequest.Method(head.method) { method = other } else { refusal = .unknownMethod }
        }
        let closes = framing.isOld || Self.isLast(head.headers)
        let length = method == .get ? nil : head.headers.first(name: "content-length").flatMap { Int($0) }
        switch state.receivedHead(framing, closes: closes, length: length, refusal: refusal) {
        case .ignore: break
        case .refuse(let refusal): refuse(refusal, context: context)
        case .pass:
            let fields = HTTPFields(head.headers, splitCookie: false)
            if fields.contains(.expect) { goOn(fields, context: context) }
            let request = HTTPRequest(
                method: method, scheme: "http", authority: head.headers.first(name: "host"),
                path: Self.originForm(head.uri), headerFields: fields)
            context.fireChannelRead(wrapInboundOut(.head(request)))
        }
    }

    /// Whether nothing can follow on this connection: the client says so, or it asks for another protocol, after
    /// which the parser stops.
    private static func isLast(_ headers: HTTPHeaders) -> Bool {
        headers.contains { name, value in
            guard name.utf8.count == 10, RequestRules.matches(name, "connection") else { return false }
            return value.split(separator: ",").contains { option in
                let option = option.filter { $0 != " " && $0 != "\t" }
                return RequestRules.matches(option, "close") || RequestRules.matches(option, "upgrade")
            }
        }
    }

    /// RFC 9112, section 3.2.2: the absolute form names the same resource as the origin form.
    private static func originForm(_ target: String) -> String {
        guard target.utf8.first != UInt8(ascii: "/"), target != "*", let scheme = target.firstRange(of: "://") else {
            return target
        }
        let rest = target[scheme.upperBound...]
        guard let start = rest.firstIndex(where: { $0 == "/" || $0 == "?" }) else { return "/" }
        return rest[start] == "/" ? String(rest[start...]) : "/" + rest[start...]
    }

    /// RFC 9110, section 10.1.1. A body that is too long anyway is not asked for.
    private func goOn(_ fields: HTTPFields, context: ChannelHandlerContext) {
        guard state.unanswered.count == 1 else { return }
        if let length = fields[.contentLength].flatMap({ Int($0) }), length > rules.limits.expected { return }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")), promise: nil)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        state.readCompleted(hasBegun: decoder.hasBegun, at: .now())
        arm(context)
        context.fireChannelReadComplete()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let refusal: Refusal
        switch error {
        case let known as Refusal: refusal = known
        case is HTTPParserError: refusal = Refusal(error, inTarget: false)
        case ByteToMessageDecoderError.dataReceivedInErrorState(_, let bytes):
            if state.receivedBody(bytes.readableBytes) == nil { context.close(promise: nil) }
            return
        default:
            context.fireErrorCaught(error)
            context.close(promise: nil)
            return
        }
        switch state.failed(refusal) {
        case .ignore: break
        case .tell: tell(refusal, context: context)
        case .refuse(let refusal): refuse(refusal, context: context)
        case .close: context.close(promise: nil)
        }
    }

    /// Who reads the body answers with this problem.
    private func tell(_ refusal: Refusal, context: ChannelHandlerContext) {
        context.fireErrorCaught(Problem(refusal.status, refusal.detail))
    }

    // MARK: Answers

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let response):
            let request = state.unanswered.first ?? ConnectionState.Framing(isHead: false, isOld: false)
            let closes = state.answerBegins()
            if output.storageCapacity == 0 { output = context.channel.allocator.buffer(capacity: 1024) }
            framing = ResponseEncoding.write(
                response, to: &output, date: dates.text, framing: request, closes: closes)
            isEventStream = framing != .length && Self.isEventStream(response.headerFields)
            promise?.succeed()
        case .body(let body):
            write(body, context: context, promise: promise)
        case .end:
            if framing == .chunks { output.writeStaticString("0\r\n\r\n") }
            end(context: context, promise: promise)
        }
    }

    private static func isEventStream(_ fields: HTTPFields) -> Bool {
        fields[.contentType]?.hasPrefix("text/event-stream") ?? false
    }

    private func write(_ body: ByteBuffer, context: ChannelHandlerContext, promise: EventLoopPromise<Void>?) {
        switch framing {
        case .nothing: promise?.succeed()
        case .chunks:
            ResponseEncoding.writeChunk(body, to: &output)
            promise?.succeed()
        case .length, .untilClose:
            // Small bodies share a buffer with their head; copying a large one would cost more than a second one.
            if body.readableBytes <= 16 * 1024 {
                output.writeImmutableBuffer(body)
                promise?.succeed()
            } else {
                handOn(context, promise: nil)
                context.write(wrapOutboundOut(body), promise: promise)
            }
        }
    }

    private func end(context: ChannelHandlerContext, promise: EventLoopPromise<Void>?) {
        isEventStream = false
        framing = .nothing
        switch state.answerEnded(at: .now()) {
        case .keep: handOn(context, promise: promise)
        case .close: finish(context, mode: .all, promise: promise)
        case .linger: finish(context, mode: .output, promise: promise)
        case .refuse(let refusal):
            handOn(context, promise: promise)
            refuse(refusal, context: context)
        }
        arm(context)
    }

    /// Whole answers go out together, when all requests that had arrived were looked at: each write to a socket may
    /// hand the processor to whoever reads it. A body that is still being written goes out at once, so that the
    /// socket can hold up its writer.
    func flush(context: ChannelHandlerContext) {
        guard framing == .nothing else {
            handOn(context, promise: nil)
            context.flush()
            return
        }
        guard !isFlushing else { return }
        isFlushing = true
        context.eventLoop.assumeIsolated().execute {
            self.isFlushing = false
            self.handOn(context, promise: nil)
            context.flush()
        }
    }

    private func handOn(_ context: ChannelHandlerContext, promise: EventLoopPromise<Void>?) {
        guard output.readableBytes > 0 || promise != nil else { return }
        context.write(wrapOutboundOut(output), promise: promise)
        output = ByteBuffer()
    }

    /// Writes a whole answer and ends the connection. A closed socket with unread bytes would take the answer with
    /// it, so the client is given a moment to read it.
    private func refuse(_ refusal: Refusal, context: ChannelHandlerContext) {
        onRefusal(refusal)
        output = context.channel.allocator.buffer(capacity: 512)
        let request = ConnectionState.Framing(isHead: false, isOld: false)
        _ = ResponseEncoding.write(refusal.response, to: &output, date: dates.text, framing: request, closes: true)
        output.writeBytes(refusal.body)
        state.lingers(at: .now())
        finish(context, mode: .output, promise: nil)
        arm(context)
    }

    /// Closes after what was written: closing at once would throw away what the socket has not taken yet.
    private func finish(_ context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        let written = promise ?? context.eventLoop.makePromise(of: Void.self)
        let channel = context.channel
        let mode = isInputClosed ? .all : mode
        written.futureResult.whenComplete { _ in channel.close(mode: mode, promise: nil) }
        handOn(context, promise: written)
        context.flush()
    }

    // MARK: Time and ends

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        state.writabilityChanged(context.channel.isWritable, at: .now())
        arm(context)
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent:
            if state.quiesces() { context.close(promise: nil) }
        case ChannelEvent.inputClosed:
            isInputClosed = true
            // Who listens to events and goes away says nothing more than this.
            if state.quiesces() || isEventStream { context.close(promise: nil) }
            context.fireUserInboundEventTriggered(event)
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    /// Keeps one timer, which never fires later than the deadline; when it fires too early it is set again.
    private func arm(_ context: ChannelHandlerContext) {
        guard let deadline = state.deadline else { return }
        if let timer {
            guard timer.at > deadline else { return }
            timer.task.cancel()
        }
        let task = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) {
            self.timer = nil
            self.timerFired(context)
        }
        timer = (task, deadline)
    }

    private func timerFired(_ context: ChannelHandlerContext) {
        guard let deadline = state.deadline else { return }
        guard NIODeadline.now() >= deadline else { return arm(context) }
        switch state.timedOut() {
        case .refuse(let refusal): refuse(refusal, context: context)
        case .tell(let refusal): tell(refusal, context: context)
        case .close: context.close(promise: nil)
        }
    }
}
