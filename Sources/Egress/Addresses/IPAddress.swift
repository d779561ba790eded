#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// An address of the Internet Protocol, version 4 or 6.
public enum IPAddress: Hashable, Sendable {
    case four(UInt32)
    /// The first and the last eight bytes. With one `UInt128` programs crash that Swift 6.3.1 builds: it copies the
    /// nested enumeration as if it were aligned on the stack.
    case six(UInt64, UInt64)

    /// Reads `192.0.2.1` (four decimal numbers without leading zeros, nothing else) or an IPv6 address as RFC 4291,
    /// section 2.2, writes it, without brackets and zone.
    public init?(_ text: some StringProtocol) {
        let text = String(text)
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self = .four(UInt32(bigEndian: four.s_addr))
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            self.init(six)
        } else {
            return nil
        }
    }

    /// The address in a `sockaddr` of the socket interface; nil for other families, or when it is too short.
    init?(socketAddress: UnsafeRawBufferPointer) {
        guard socketAddress.count >= MemoryLayout<sockaddr>.size else { return nil }
        switch Int32(socketAddress.loadUnaligned(as: sockaddr.self).sa_family) {
        case AF_INET where socketAddress.count >= MemoryLayout<sockaddr_in>.size:
            self = .four(UInt32(bigEndian: socketAddress.loadUnaligned(as: sockaddr_in.self).sin_addr.s_addr))
        case AF_INET6 where socketAddress.count >= MemoryLayout<sockaddr_in6>.size:
            let six = socketAddress.loadUnaligned(as: sockaddr_in6.self).sin6_addr
            self.init(six)
        default:
            return nil
        }
    }

    private init(_ address: in6_addr) {
        let (high, low) = withUnsafeBytes(of: address) {
            ($0.loadUnaligned(as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        }
        self = .six(UInt64(bigEndian: high), UInt64(bigEndian: low))
    }
}

extension IPAddress: CustomStringConvertible {
    /// In the form of RFC 5952, without brackets.
    public var description: String {
        switch self {
        case .four(let number):
            return (0..<4).map { String(number >> UInt32(24 - $0 * 8) & 0xFF) }.joined(separator: ".")
        case .six(let high, let low):
            var six = in6_addr()
            withUnsafeMutableBytes(of: &six) { bytes in
                bytes.storeBytes(of: high.bigEndian, as: UInt64.self)
                bytes.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
            }
            var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
            guard inet_ntop(AF_INET6, &six, &text, socklen_t(text.count)) != nil else { return "" }
            return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }

    /// As it stands in a URL: an IPv6 address in brackets.
    var inURL: String {
        switch self {
        case .four: description
        case .six: "[\(self)]"
        }
    }
}
