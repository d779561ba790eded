import JSON

/// A small generator whose numbers follow from its seed (SplitMix64), so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension JSONValue {
    static func random(depth: Int, using random: inout SeededGenerator) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &random) {
        case 0: .null
        case 1: .bool(Bool.random(using: &random))
        case 2: .number(randomNumber(using: &random))
        case 3, 4: .string(randomText(using: &random))
        case 5: randomArray(depth: depth, using: &random)
        default: randomObject(depth: depth, using: &random)
        }
    }

    private static func randomArray(depth: Int, using random: inout SeededGenerator) -> JSONValue {
        let count = Int.random(in: 0...4, using: &random)
        return .array((0..<count).map { _ in Self.random(depth: depth - 1, using: &random) })
    }

    private static func randomObject(depth: Int, using random: inout SeededGenerator) -> JSONValue {
        var names: [String] = []
        for _ in 0..<Int.random(in: 0...20, using: &random) {
            let name = randomText(using: &random)
            if !names.contains(where: { $0.utf8.elementsEqual(name.utf8) }) { names.append(name) }
        }
        return .object(names.map { JSONMember(name: $0, value: Self.random(depth: depth - 3, using: &random)) })
    }

    private static func randomNumber(using random: inout SeededGenerator) -> String {
        var text = Bool.random(using: &random) ? "-" : ""
        text += String(UInt32.random(in: 0...(.max), using: &random))
        if Bool.random(using: &random) { text += ".0\(UInt8.random(in: 0...(.max), using: &random))" }
        if Bool.random(using: &random) { text += "e\(Int8.random(in: Int8.min...(.max), using: &random))" }
        return text
    }

    /// Characters of every length in UTF-8, among them all that must be escaped.
    private static func randomText(using random: inout SeededGenerator) -> String {
        let ranges: [ClosedRange<UInt32>] = [
            0x00...0x1F, 0x20...0x7E, 0x20...0x7E, 0x22...0x22, 0x5C...0x5C, 0x7F...0x7FF, 0x300...0x36F,
            0x800...0xD7FF, 0xE000...0xFFFF, 0x10000...0x10FFFF,
        ]
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            let range = ranges[Int.random(in: ranges.indices, using: &random)]
            if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) { text.append(scalar) }
        }
        return String(text)
    }
}
