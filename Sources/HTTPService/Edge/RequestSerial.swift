import Synchronization

/// A number that no other request of any process has, hard to guess from another one.
struct RequestSerial: Hashable, Sendable {
    let number: UInt64
    /// The same for all requests of a process.
    let process: UInt64

    private static let counter = Atomic<UInt64>(UInt64.random(in: 0...UInt64.max))
    private static let process = UInt64.random(in: 1...UInt64.max)

    static func next() -> RequestSerial {
        // SplitMix64's finalizer: a bijection, so that numbers stay distinct.
        var mixed = counter.wrappingAdd(0x9E37_79B9_7F4A_7C15, ordering: .relaxed).newValue
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return RequestSerial(number: mixed ^ mixed >> 31, process: process)
    }

    /// 13 digits of base 32: short enough for Swift to store without an allocation.
    var text: String {
        String(unsafeUninitializedCapacity: 13) { buffer in
            let digits: StaticString = "0123456789abcdefghjkmnpqrstvwxyz"
            for index in 0..<13 {
                let shift = UInt64(60 - index * 5)
                buffer[index] = digits.utf8Start[Int(truncatingIfNeeded: number >> shift) & 31]
            }
            return 13
        }
    }

    /// Whether a client's `X-Request-ID` can be taken over: at most 128 visible ASCII characters.
    static func isAcceptable(_ text: String) -> Bool {
        (1...128).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
