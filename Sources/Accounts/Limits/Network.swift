#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Who counts as one address: an IPv4 address, or the /64 that one IPv6 customer has at least.
enum Network: Hashable, Sendable {
    case v4(UInt32)
    case v6(prefix: UInt64)
    /// Something that is no IP address, such as a socket path.
    case other(String)

    init(_ address: String) {
        var v4 = in_addr()
        var v6 = in6_addr()
        if inet_pton(AF_INET, address, &v4) == 1 {
            self = .v4(UInt32(bigEndian: v4.s_addr))
        } else if inet_pton(AF_INET6, address, &v6) == 1 {
            let bytes = withUnsafeBytes(of: v6) { Array($0) }
            let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
            self =
                isMapped
                ? .v4(bytes.suffix(4).reduce(0) { $0 << 8 | UInt32($1) })
                : .v6(prefix: bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
        } else {
            self = .other(String(address.prefix(64)))
        }
    }
}
