import HTTPTypes
import NIOCore

/// Writes heads of answers (RFC 9112) straight from the types of the routes.
struct ResponseEncoding {
    enum Framing {
        case length
        case chunks
        /// The end of the connection ends the body: HTTP/1.0.
        case untilClose
        case nothing
    }

    /// Appends a status line and header fields.
    static func write(
        _ response: HTTPResponse, to buffer: inout ByteBuffer, date: String, framing request: ConnectionState.Framing,
        closes: Bool
    ) -> Framing {
        let framing = framing(of: response, request: request)
        buffer.writeStaticString("HTTP/1.1 ")
        buffer.writeString(statusText(response.status))
        buffer.writeStaticString("\r\ndate: ")
        buffer.writeString(date)
        buffer.writeStaticString("\r\n")
        for field in response.headerFields {
            if framing != .length, field.name == .contentLength, !request.isHead { continue }
            if field.name == .connection, closes { continue }
            buffer.writeString(field.name.rawName)
            buffer.writeStaticString(": ")
            buffer.writeString(field.value)
            buffer.writeStaticString("\r\n")
        }
        if framing == .chunks { buffer.writeStaticString("transfer-encoding: chunked\r\n") }
        if closes || framing == .untilClose { buffer.writeStaticString("connection: close\r\n") }
        buffer.writeStaticString("\r\n")
        return framing
    }

    private static func framing(of response: HTTPResponse, request: ConnectionState.Framing) -> Framing {
        if request.isHead || response.status == .noContent || response.status == .notModified { return .nothing }
        if response.headerFields.contains(.contentLength) { return .length }
        return request.isOld ? .untilClose : .chunks
    }

    private static func statusText(_ status: HTTPResponse.Status) -> String {
        switch status.code {
        case 200: "200 OK"
        case 201: "201 Created"
        case 204: "204 No Content"
        default: "\(status.code) \(status.reasonPhrase)"
        }
    }

    /// One chunk around `body` (section 7.1).
    static func writeChunk(_ body: ByteBuffer, to buffer: inout ByteBuffer) {
        guard body.readableBytes > 0 else { return }
        buffer.writeString(String(body.readableBytes, radix: 16))
        buffer.writeStaticString("\r\n")
        buffer.writeImmutableBuffer(body)
        buffer.writeStaticString("\r\n")
    }
}
