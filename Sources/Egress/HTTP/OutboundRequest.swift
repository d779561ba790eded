/// An HTTP request to somewhere else.
public struct OutboundRequest: Sendable {
    public enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    public let method: Method
    public let url: WebURL
    /// Names and values, in their order.
    public let fields: [(name: String, value: String)]
    /// Sent with `POST` only.
    public let body: [UInt8]
    /// From looking the host up to the last byte of the answer.
    public let timeout: Duration

    /// - Throws: ``EgressError/badRequest(_:)`` for a field that RFC 9110, section 5, does not allow, or one that the
    ///   connection sets (`Host`, `Content-Length`, `Transfer-Encoding`, `Connection`, `Expect`).
    public init(
        _ method: Method, _ url: WebURL, fields: [(name: String, value: String)] = [], body: [UInt8] = [],
        timeout: Duration = .seconds(15)
    ) throws(EgressError) {
        for field in fields {
            guard Self.isToken(field.name), !Self.reserved.contains(field.name.lowercased()),
                field.value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 })
            else { throw .badRequest("the header field \(Self.shown(field.name)) cannot be sent") }
        }
        self.method = method
        self.url = url
        self.fields = fields
        self.body = body
        self.timeout = timeout
    }

    private static let reserved: Set<String> = ["host", "content-length", "transfer-encoding", "connection", "expect"]

    private static func isToken(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "!#$%&'*+-.^_`|~".utf8.contains(byte)
            }
    }

    private static func shown(_ name: String) -> String { isToken(name) ? name : "with that name" }
}
