import HTTPTypes
import NIOHTTP1

/// What RFC 9112 asks of a request's head and the parser does not check.
struct RequestRules {
    let limits: ConnectionLimits

    /// Why a request must be refused, or nil.
    func refusal(of head: HTTPRequestHead) -> Refusal? {
        targetRefusal(of: head) ?? fieldRefusal(of: head)
    }

    /// Only the origin form (section 3.2.1) and `OPTIONS *` (3.2.4) make sense to an origin server; the absolute
    /// form (3.2.2) must be understood too.
    private func targetRefusal(of head: HTTPRequestHead) -> Refusal? {
        var head = head
        var isPlain = true
        var first: UInt8 = 0
        var length = 0
        head.uri.withUTF8 { bytes in
            length = bytes.count
            first = bytes.first ?? 0
            for byte in bytes where byte <= 0x20 || byte >= 0x7F || byte == UInt8(ascii: "#") { isPlain = false }
        }
        if length > limits.target { return .targetTooLong }
        guard isPlain else {
            return Refusal(.badRequest, "The request target contains characters that must be percent-encoded.")
        }
        if first == UInt8(ascii: "/") { return head.method == .CONNECT ? .unknownMethod : nil }
        if head.method == .CONNECT { return .unknownMethod }
        if head.uri == "*", head.method == .OPTIONS { return nil }
        if head.uri.lowercased().hasPrefix("http://") || head.uri.lowercased().hasPrefix("https://") { return nil }
        return Refusal(.badRequest, "The request target must be a path.")
    }

    private func fieldRefusal(of head: HTTPRequestHead) -> Refusal? {
        if head.headers.count > limits.fieldCount { return .fieldsTooLarge }
        var hosts = 0
        var lengths = 0
        var codings = 0
        var isHostValid = true
        var isChunked = true
        var expectation: Refusal?
        for (name, value) in head.headers {
            switch name.utf8.count {
            case 4 where Self.matches(name, "host"):
                hosts += 1
                isHostValid = Self.isAuthority(value)
            case 14 where Self.matches(name, "content-length"):
                lengths += 1
                guard !value.isEmpty, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }), Int(value) != nil else {
                    return Refusal(.badRequest, "Content-Length is not a number.")
                }
            case 17 where Self.matches(name, "transfer-encoding"):
                codings += 1
                isChunked = Self.matches(value, "chunked")
            case 6 where Self.matches(name, "expect"):
                if !Self.matches(value, "100-continue") {
                    expectation = Refusal(.expectationFailed, "The only expectation met here is 100-continue.")
                }
            default: break
            }
        }
        let isOld = Self.isOld(head.version)
        if hosts > 1 || hosts == 0 && !isOld || !isHostValid {
            return Refusal(.badRequest, "A request has exactly one valid Host field.")
        }
        if lengths > 1 { return Refusal(.badRequest, "Content-Length is doubled.") }
        if codings > 0 {
            if isOld { return Refusal(.badRequest, "HTTP/1.0 has no Transfer-Encoding.") }
            if lengths > 0 { return Refusal(.badRequest, "Transfer-Encoding and Content-Length exclude each other.") }
            if codings > 1 || !isChunked {
                return Refusal(.notImplemented, "The only transfer coding known here is chunked.")
            }
        }
        return expectation
    }

    static func isOld(_ version: HTTPVersion) -> Bool { version.major < 1 || version.major == 1 && version.minor < 1 }

    /// Whether `text` is `lowercase`, ignoring the case of ASCII letters.
    static func matches(_ text: String, _ lowercase: StaticString) -> Bool {
        guard text.utf8.count == lowercase.utf8CodeUnitCount else { return false }
        var index = 0
        for byte in text.utf8 {
            let folded = byte &- 0x41 < 26 ? byte | 0x20 : byte
            guard folded == lowercase.utf8Start[index] else { return false }
            index += 1
        }
        return true
    }

    /// RFC 3986, section 3.2.2 and 3.2.3: a name, an IPv4 address or a bracketed address, and perhaps a port.
    static func isAuthority(_ text: String) -> Bool {
        var bytes = Substring(text).utf8
        if bytes.first == UInt8(ascii: "[") {
            guard let end = bytes.firstIndex(of: UInt8(ascii: "]")) else { return false }
            let literal = bytes[bytes.index(after: bytes.startIndex)..<end]
            guard !literal.isEmpty, literal.allSatisfy({ isHexadecimal($0) || $0 == 0x3A || $0 == 0x2E }) else {
                return false
            }
            bytes = bytes[bytes.index(after: end)...]
        } else {
            let end = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
            guard end > bytes.startIndex, bytes[..<end].allSatisfy(isNameByte) else { return false }
            bytes = bytes[end...]
        }
        guard let colon = bytes.first else { return true }
        let port = bytes.dropFirst()
        return colon == UInt8(ascii: ":") && port.count <= 5 && port.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
    }

    /// Unreserved, percent and the sub-delimiters.
    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "%"): true
        case UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "("),
            UInt8(ascii: ")"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"),
            UInt8(ascii: "="):
            true
        default: false
        }
    }
}
