import Foundation

/// An address or a network in CIDR notation (RFC 4632, section 3.1; RFC 4291, section 2.3).
struct NetworkPrefix: Sendable, Equatable, CustomStringConvertible {
    let description: String
    /// 4 or 16 bytes.
    let address: [UInt8]
    let bits: Int

    init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = Self.address(String(first)) else { return nil }
        var bits = address.count * 8
        if parts.count == 2, let length = parts.last {
            guard let value = UInt8(length), Int(value) <= bits, String(value) == length else { return nil }
            bits = Int(value)
        }
        self.address = address
        self.bits = bits
        description = text
    }

    var isSingleAddress: Bool { bits == address.count * 8 && !description.contains("/") }

    private static func address(_ text: String) -> [UInt8]? {
        var version4 = in_addr()
        if inet_pton(AF_INET, text, &version4) == 1 { return withUnsafeBytes(of: version4) { Array($0) } }
        var version6 = in6_addr()
        if inet_pton(AF_INET6, text, &version6) == 1 { return withUnsafeBytes(of: version6) { Array($0) } }
        return nil
    }
}
