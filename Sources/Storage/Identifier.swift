public import Time

/// A UUID (RFC 9562); those made here are of version 7, so that they sort by the time of their making.
public struct Identifier: Hashable, Comparable, Sendable, CustomStringConvertible {
    let high: UInt64
    let low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// A new identifier of version 7 (section 5.7): 48 bits of milliseconds, 74 random ones.
    public init(at instant: Instant) {
        let milliseconds = UInt64(max(instant.milliseconds, 0)) & 0xFFFF_FFFF_FFFF
        high = milliseconds << 16 | 0x7000 | UInt64.random(in: 0...0xFFF)
        low = UInt64.random(in: 0...0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
    }

    /// New identifiers of version 7, each greater than the one before (section 6.2, method 2): they ask for random bits
    /// once.
    public static func rising(_ count: Int, at instant: Instant) -> [Identifier] {
        let first = Identifier(at: instant)
        // Half of the numbers lie above the first one, so that counting on does not run over.
        let low = first.low & ~(1 << 61)
        return (0..<UInt64(max(count, 0))).map { Identifier(high: first.high, low: low + $0) }
    }

    /// Before every identifier made at `instant` or later, behind all made earlier.
    public static func earliest(at instant: Instant) -> Identifier {
        Identifier(high: UInt64(max(instant.milliseconds, 0)) << 16, low: 0)
    }

    /// Reads the form `8-4-4-4-12` of hexadecimal digits, in either case; any version.
    public init?(_ text: String) { self.init(utf8: text.utf8) }

    /// The same for a part of a text.
    public init?(_ text: Substring) { self.init(utf8: text.utf8) }

    private init?(utf8 text: some Sequence<UInt8>) {
        var value: (UInt64, UInt64) = (0, 0)
        var position = 0
        for byte in text {
            if position == 8 || position == 13 || position == 18 || position == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
            } else {
                guard let digit = Self.digit(byte) else { return nil }
                value = (value.0 << 4 | value.1 >> 60, value.1 << 4 | digit)
            }
            position += 1
            guard position <= 36 else { return nil }
        }
        guard position == 36 else { return nil }
        (high, low) = value
    }

    /// Reads 16 bytes in network order.
    public init?(bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 16 else { return nil }
        high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
        low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }

    /// Reads 16 bytes in network order.
    public init?(bytes: some Collection<UInt8>) {
        guard let identifier = Array(bytes).withUnsafeBytes({ Identifier(bytes: $0) }) else { return nil }
        self = identifier
    }

    /// When an identifier of version 7 was made.
    public var time: Instant { Instant(milliseconds: Int64(high >> 16)) }

    /// 16 bytes in network order.
    public var bytes: [UInt8] { withBytes { Array($0) } }

    /// Calls `body` with ``bytes``, which are nowhere but on the stack.
    public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try withUnsafeBytes(of: (high.bigEndian, low.bigEndian), body)
    }

    /// The length of ``text``.
    public static let textLength = 36

    /// The 36 ASCII bytes of ``description``.
    public var text: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Self.textLength) { buffer, count in count = write(to: buffer) }
    }

    /// Writes the 36 ASCII bytes of ``description`` to the start of `target`, which must have room for them.
    @discardableResult
    public func write(to target: UnsafeMutableBufferPointer<UInt8>) -> Int {
        precondition(target.count >= Self.textLength)
        let digits: StaticString = "0123456789abcdef"
        var output = 0
        for index in 0..<32 {
            if index == 8 || index == 12 || index == 16 || index == 20 {
                target[output] = UInt8(ascii: "-")
                output += 1
            }
            let half = index < 16 ? high : low
            let nibble = Int(truncatingIfNeeded: half >> UInt64(60 - (index & 15) * 4)) & 15
            target[output] = digits.utf8Start[nibble]
            output += 1
        }
        return output
    }

    public var description: String { String(decoding: text, as: UTF8.self) }

    public static func < (left: Identifier, right: Identifier) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }

    private static func digit(_ byte: UInt8) -> UInt64? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte &- UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte &- UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte &- UInt8(ascii: "A")) + 10
        default: nil
        }
    }
}
