/// All addresses that begin with the same bits.
struct IPNetwork: Sendable {
    private let base: IPAddress
    private let bits: Int

    /// Reads `10.0.0.0/8` or `fc00::/7`; nil when it is no network.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let base = IPAddress(parts[0]), let bits = Int(parts[1]) else { return nil }
        switch base {
        case .four: guard (0...32).contains(bits) else { return nil }
        case .six: guard (0...128).contains(bits) else { return nil }
        }
        self.base = base
        self.bits = bits
    }

    func contains(_ address: IPAddress) -> Bool {
        // Shifting a number by its whole width gives zero: a network of no bits has everything.
        switch (base, address) {
        case (.four(let base), .four(let number)): (base ^ number) >> UInt32(32 - bits) == 0
        case (.six(let baseHigh, let baseLow), .six(let high, let low)):
            (baseHigh ^ high) >> UInt64(64 - min(bits, 64)) == 0
                && (baseLow ^ low) >> UInt64(64 - max(bits - 64, 0)) == 0
        case (.four, .six), (.six, .four): false
        }
    }
}
