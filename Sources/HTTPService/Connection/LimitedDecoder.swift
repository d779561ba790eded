import NIOCore
import NIOHTTP1

/// The HTTP/1 parser, and what it does not tell: whether a head has begun, and whether its first line is complete.
final class LimitedDecoder: ByteToMessageDecoder {
    typealias InboundOut = HTTPServerRequestPart

    private let parser: HTTPRequestDecoder
    /// Bytes have come since the last complete message.
    private(set) var hasBegun = false
    private var hasRequestLine = false

    init(limits: ConnectionLimits) {
        var configuration = NIOHTTPDecoderLimitConfiguration()
        configuration.maxHeaderFieldSize = limits.field
        configuration.maxHeaderListSize = limits.fields
        configuration.maxHeaderFieldCount = limits.fieldCount
        parser = HTTPRequestDecoder(limitConfiguration: configuration)
    }

    func messageEnded() {
        hasBegun = false
        hasRequestLine = false
    }

    func decode(context: ChannelHandlerContext, buffer: inout ByteBuffer) throws -> DecodingState {
        hasBegun = true
        let bytes = buffer
        do {
            let state = try parser.decode(context: context, buffer: &buffer)
            if buffer.readableBytes > 0 {
                hasBegun = true
                if !hasRequestLine { hasRequestLine = Self.hasLine(bytes) }
            }
            return state
        } catch {
            let inTarget = !hasRequestLine && !Self.hasLine(bytes)
            throw Refusal(error, inTarget: inTarget)
        }
    }

    func decodeLast(context: ChannelHandlerContext, buffer: inout ByteBuffer, seenEOF: Bool) throws -> DecodingState {
        do {
            return try parser.decodeLast(context: context, buffer: &buffer, seenEOF: seenEOF)
        } catch {
            throw Refusal(error, inTarget: false)
        }
    }

    func decoderAdded(context: ChannelHandlerContext) { parser.decoderAdded(context: context) }

    func decoderRemoved(context: ChannelHandlerContext) { parser.decoderRemoved(context: context) }

    private static func hasLine(_ buffer: ByteBuffer) -> Bool {
        buffer.readableBytesView.contains(UInt8(ascii: "\n"))
    }
}
