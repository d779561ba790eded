/// The mail server that takes this server's mail (`SMTP_URL`).
public struct SMTPServer: Sendable, Equatable {
    public enum Encryption: String, Sendable {
        /// From the first byte: `smtps://`.
        case immediate
        /// By `STARTTLS` (RFC 3207); without it, nothing is sent.
        case required
        case none
    }

    /// Shown to nobody.
    struct Credentials: Sendable, Equatable {
        let user: String
        let password: String
    }

    public let endpoint: Endpoint
    public let encryption: Encryption
    let credentials: Credentials?

    /// Reads `smtp://user:password@host:587` or `smtps://user:password@host:465`. Name and password are
    /// percent-encoded where they have other characters than letters, digits and `-._~`; both may be missing.
    ///
    /// `smtp` insists on `STARTTLS`, except on a loopback host. `?tls=none` does without encryption, `?tls=required`
    /// asks for it on a loopback host too. A password never leaves unencrypted for another host. The usual ports are 587
    /// (RFC 6409) and 465 (RFC 8314).
    ///
    /// - Throws: ``EgressError/badAddress(_:)``; its words do not repeat the text.
    public init(_ text: String) throws(EgressError) {
        guard let mark = text.firstRange(of: "://") else { throw .badAddress(Self.schemes) }
        let isImmediate: Bool
        switch text[..<mark.lowerBound].lowercased() {
        case "smtp": isImmediate = false
        case "smtps": isImmediate = true
        default: throw .badAddress(Self.schemes)
        }
        let parts = text[mark.upperBound...].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var authority = parts.first ?? ""
        if authority.hasSuffix("/") { authority.removeLast() }
        guard !authority.contains("/"), !authority.contains("#") else {
            throw .badAddress("nothing follows the host and port, and a / or # in the password is written %2F or %23")
        }
        if let at = authority.lastIndex(of: "@") {
            credentials = try Self.credentials(authority[..<at])
            authority = authority[authority.index(after: at)...]
        } else {
            credentials = nil
        }
        endpoint = try Endpoint(authority, usualPort: isImmediate ? 465 : 587)
        encryption = try Self.encryption(
            query: parts.count > 1 ? parts[1] : nil, isImmediate: isImmediate, host: endpoint.host)
        if credentials != nil, encryption == .none, !endpoint.host.isLoopback {
            throw .badAddress("tls=none would send the password unencrypted")
        }
    }

    private static let schemes = "it must begin with smtp:// or smtps://"

    private static func credentials(_ text: Substring) throws(EgressError) -> Credentials {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let user = decoded(parts[0]), let password = decoded(parts[1]), !user.isEmpty else {
            throw .badAddress("before the @ there must be user:password, percent-encoded")
        }
        return Credentials(user: user, password: password)
    }

    private static func encryption(
        query: Substring?, isImmediate: Bool, host: Host
    ) throws(EgressError) -> Encryption {
        switch (query, isImmediate) {
        case (nil, true): return .immediate
        case (nil, false): return host.isLoopback ? .none : .required
        case ("tls=none", false): return .none
        case ("tls=required", false): return .required
        case (_, true): throw .badAddress("smtps:// is always encrypted and has no options")
        case (_, false): throw .badAddress("the options are tls=required and tls=none")
        }
    }

    /// Nil when it is not percent-encoded UTF-8, or has a NUL or a line break.
    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst(), let low = rest.popFirst(),
                let value = UInt8(String(decoding: [high, low], as: UTF8.self), radix: 16), high != UInt8(ascii: "+")
            else { return nil }
            bytes.append(value)
        }
        guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }
}
