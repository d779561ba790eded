import Foundation

/// Addresses that begin with `http://` or `https://`.
enum WebAddress {
    /// An address under which the server is reached, without a slash at the end.
    static func publicURL(_ text: String) -> String? {
        guard let parts = components(text) else { return nil }
        let isEmptyPath = parts.path.isEmpty || parts.path == "/"
        return isEmptyPath ? origin(of: parts) : origin(of: parts).map { $0 + trimmed(parts.percentEncodedPath) }
    }

    /// An origin (RFC 6454, section 6.2): scheme, host, and the port unless it is the scheme's own.
    static func origin(_ text: String) -> String? {
        guard let parts = components(text), parts.path.isEmpty else { return nil }
        return origin(of: parts)
    }

    private static func components(_ text: String) -> URLComponents? {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            scheme == "http" || scheme == "https", let host = parts.host, !host.isEmpty,
            parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil,
            (parts.port ?? 1) > 0, (parts.port ?? 1) <= 65535
        else { return nil }
        return parts
    }

    private static func origin(of parts: URLComponents) -> String? {
        guard let scheme = parts.scheme?.lowercased(), let host = parts.encodedHost?.lowercased() else { return nil }
        let usual = scheme == "http" ? 80 : 443
        guard let port = parts.port, port != usual else { return "\(scheme)://\(host)" }
        return "\(scheme)://\(host):\(port)"
    }

    private static func trimmed(_ path: String) -> String {
        path.hasSuffix("/") ? String(path.dropLast()) : path
    }
}
