#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// An address of version 6; those of version 4 are mapped into it (RFC 4291, section 2.5.5.2).
struct IPAddress: Hashable, Sendable, CustomStringConvertible {
    let value: UInt128

    private static let mapped: UInt128 = 0xFFFF << 32

    var isVersion4: Bool { value >> 32 == 0xFFFF }

    init?(_ text: String) {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            value = Self.mapped | UInt128(UInt32(bigEndian: four.s_addr))
            return
        }
        var six = in6_addr()
        guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
        value = withUnsafeBytes(of: &six) { $0.reduce(UInt128(0)) { $0 << 8 | UInt128($1) } }
    }

    /// One element of `X-Forwarded-For`: an address, perhaps in brackets, perhaps with a port.
    init?(hop: Substring) {
        var text = hop.filter { $0 != " " && $0 != "\t" && $0 != "\"" }
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            text = String(text[text.index(after: text.startIndex)..<end])
        } else if text.contains("."), let colon = text.lastIndex(of: ":"), !text[..<colon].contains(":") {
            text = String(text[..<colon])
        }
        self.init(text)
    }

    var description: String {
        if isVersion4 {
            return (0..<4).map { String(value >> UInt128(24 - $0 * 8) & 0xFF) }.joined(separator: ".")
        }
        var six = in6_addr()
        withUnsafeMutableBytes(of: &six) { bytes in
            for index in 0..<16 { bytes[index] = UInt8(truncatingIfNeeded: value >> UInt128(120 - index * 8)) }
        }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(AF_INET6, &six, &text, socklen_t(text.count)) != nil else { return "" }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
