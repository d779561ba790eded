import Foundation
import Storage
import Tasks
import Testing
import Time

@testable import Backend

/// Parsers of what strangers send that stand beside the framework, fed with damaged and random text: none may trap,
/// and what they take must be what was meant.
@Suite struct RandomInputTests {
    private static let pieces = [
        "\"", "\"\"", "W/", "W/\"", ",", " ", "\t", "*", "1", "\"1\"", "\"é\"", "\u{0}", "=", "&", "%", "%4", "%41",
        "%FF", "+",
        "tag", "page", "search", "a", "ü", "%C3%BC", "%00", "&&", "==", ";", "cursor",
    ]

    private func text(_ random: inout SeededRandom) -> String {
        (0..<Int.random(in: 0...12, using: &random)).map { _ in
            Self.pieces.randomElement(using: &random) ?? ""
        }.joined()
    }

    @Test func `Lists of entity tags are read or refused`() {
        var random = SeededRandom(seed: 1)
        var taken = 0
        for _ in 0..<100_000 {
            let list = text(&random)
            guard let tags = Precondition.entityTags(list) else { continue }
            taken += 1
            #expect(!tags.isEmpty && tags.allSatisfy { !$0.contains("\"") }, "\(list)")
            let again = tags.map { "\"\($0)\"" }.joined(separator: ",")
            #expect(Precondition.entityTags(again) == tags, "\(list)")
        }
        #expect(taken > 1000)
    }

    @Test func `Queries decode as Foundation decodes them`() {
        var random = SeededRandom(seed: 2)
        var compared = 0
        for _ in 0..<50_000 {
            let value = text(&random).replacing("&", with: "")
            var items = QueryItems("x=\(value)")
            let reference = value.replacing("+", with: " ").removingPercentEncoding
            guard let reference else {
                // A stray percent sign, which we take as one, or bytes that are no text, which we refuse.
                _ = items.text("x")
                continue
            }
            compared += 1
            #expect(items.text("x") == reference, "\(value)")
            #expect(items.errors.isEmpty)
        }
        #expect(compared > 1000)
    }

    @Test func `A cursor that was touched is none`() throws {
        var random = SeededRandom(seed: 3)
        let cursors = Cursors(secret: Array(repeating: 7, count: 32))
        let user = Identifier(at: Instant(milliseconds: 0))
        let keys: [SQLValue] = [.integer(Int64.min), .integer(0), .integer(.max), .null, .text(""), .text("straße\n")]
        for key in keys {
            let position = TodoPosition(key: key, id: Identifier(at: Instant(milliseconds: 1)))
            func read(_ text: String) -> TodoPosition? {
                cursors.position(text, of: user, filter: TodoFilter(), sort: TodoSort())
            }
            let cursor = cursors.text(position, of: user, filter: TodoFilter(), sort: TodoSort())
            #expect(read(cursor) == position)
            for _ in 0..<2000 {
                var bytes = Array(cursor.utf8)
                let index = Int.random(in: bytes.indices, using: &random)
                let byte = UInt8.random(in: 0x21...0x7E, using: &random)
                guard bytes[index] != byte else { continue }
                bytes[index] = byte
                let touched = String(decoding: bytes, as: UTF8.self)
                // The last character has bits that mean nothing.
                if index < bytes.count - 1 { #expect(read(touched) == nil) }
                _ = read(String(touched.prefix(Int.random(in: 0...bytes.count, using: &random))))
            }
        }
    }
}

/// The same numbers on every run: SplitMix64.
private struct SeededRandom: RandomNumberGenerator {
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
