/// Where an HTTP request goes: an absolute `http` or `https` URL (RFC 3986) without anything that two programs might
/// read differently.
public struct WebURL: Hashable, Sendable, CustomStringConvertible {
    public enum Scheme: String, Sendable {
        case http, https
    }

    public let scheme: Scheme
    public let endpoint: Endpoint
    /// Path and query, beginning with a slash.
    public let target: String

    /// Bytes of the longest URL that is taken.
    public static let maximumLength = 2048

    /// Refuses user names, fragments, characters that a URL cannot hold, and hosts that ``Host`` does not take.
    ///
    /// - Throws: ``EgressError/badAddress(_:)``.
    public init(_ text: String) throws(EgressError) {
        guard text.utf8.count <= Self.maximumLength else { throw .badAddress("the address is too long") }
        guard let mark = text.firstRange(of: "://"),
            let scheme = Scheme(rawValue: text[..<mark.lowerBound].lowercased())
        else { throw .badAddress("the address must begin with https:// or http://") }
        let rest = text[mark.upperBound...]
        let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
        let authority = rest[..<end]
        guard !authority.contains("@") else { throw .badAddress("the address must not hold a user name") }
        let target = rest[end...]
        guard !target.contains("#") else { throw .badAddress("the address must not hold a fragment (#)") }
        guard Self.isTarget(target) else {
            throw .badAddress("the address has a character that must be written with a percent sign")
        }
        self.scheme = scheme
        endpoint = try Endpoint(authority, usualPort: scheme == .https ? 443 : 80)
        self.target = target.hasPrefix("/") ? String(target) : "/" + target
    }

    /// Characters of RFC 3986's path and query; each percent sign with two hexadecimal digits.
    private static func isTarget(_ text: Substring) -> Bool {
        var digitsDue = 0
        for byte in text.utf8 {
            let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            if digitsDue > 0 {
                guard isDigit || (isLetter && byte | 0x20 <= UInt8(ascii: "f")) else { return false }
                digitsDue -= 1
            } else if byte == UInt8(ascii: "%") {
                digitsDue = 2
            } else if !isLetter, !isDigit, !"-._~!$&'()*+,;=:@/?".utf8.contains(byte) {
                return false
            }
        }
        return digitsDue == 0
    }

    /// Always with the port.
    public var description: String { "\(scheme.rawValue)://\(endpoint)\(target)" }
}
