/// Which bytes of a text RFC 8259, section 7 lets stand as they are.
enum JSONEscape {
    static func isNeeded(for byte: UInt8) -> Bool { byte < 0x20 || byte == 0x22 || byte == 0x5C }

    /// Looks at eight bytes at once: <https://graphics.stanford.edu/~seander/bithacks.html#HasLessInWord>.
    static func isNeeded(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        let raw = UnsafeRawBufferPointer(text)
        var offset = 0
        while offset + 8 <= raw.count {
            let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            let hits = below(word, 0x20) | zeros(word ^ 0x2222_2222_2222_2222) | zeros(word ^ 0x5C5C_5C5C_5C5C_5C5C)
            if hits & highs != 0 { return true }
            offset += 8
        }
        while offset < raw.count {
            if isNeeded(for: raw[offset]) { return true }
            offset += 1
        }
        return false
    }

    static func sequence(for byte: UInt8) -> [UInt8] {
        switch byte {
        case 0x22: Array(#"\""#.utf8)
        case 0x5C: Array(#"\\"#.utf8)
        case 0x0A: Array(#"\n"#.utf8)
        case 0x0D: Array(#"\r"#.utf8)
        case 0x09: Array(#"\t"#.utf8)
        default: Array(#"\u00"#.utf8) + [digit(byte >> 4), digit(byte & 15)]
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// Sets the high bit of each byte that is less than `limit`, which is at most 128; perhaps more of them, but
    /// only where one is.
    private static func below(_ word: UInt64, _ limit: UInt64) -> UInt64 {
        (word &- ones &* limit) & ~word
    }

    private static func zeros(_ word: UInt64) -> UInt64 {
        (word &- ones) & ~word
    }
}
