import Foundation

/// What a server can listen on: a name, an IPv4 address, or an IPv6 address without brackets.
enum HostName {
    static func parse(_ text: String) -> String? {
        let isName = text.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-._".utf8.contains(byte)
        }
        guard !text.isEmpty, text.utf8.count <= 253, isName || isIPv6(text) else {
            return nil
        }
        return text
    }

    private static func isIPv6(_ text: String) -> Bool {
        var address = in6_addr()
        return inet_pton(AF_INET6, text, &address) == 1
    }

    /// As it stands in a URL: IPv6 addresses in brackets.
    static func inURL(_ host: String) -> String {
        host.contains(":") ? "[\(host)]" : host
    }
}
