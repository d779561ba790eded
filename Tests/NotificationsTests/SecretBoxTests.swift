import Testing

@testable import Notifications

@Suite struct SecretBoxTests {
    private static let old = Array(repeating: UInt8(ascii: "o"), count: 32)
    private static let new = Array(repeating: UInt8(ascii: "n"), count: 32)
    private static let place = "webhooks/1"
    private static let plaintext = Array("a secret".utf8)

    @Test func `What was sealed opens in its place, and every seal is another`() throws {
        let box = SecretBox(secret: Self.new)
        let sealed = try box.seal(Self.plaintext, for: Self.place)
        #expect(try box.open(sealed, for: Self.place) == Self.plaintext)
        #expect(try box.seal(Self.plaintext, for: Self.place) != sealed)
        #expect(try SecretBox(secret: Self.new).open(sealed, for: Self.place) == Self.plaintext)
        #expect(sealed.count == 1 + 8 + 12 + Self.plaintext.count + 16)
        #expect(try box.open(box.seal([], for: Self.place), for: Self.place) == [])
    }

    @Test func `It opens nowhere else`() throws {
        let box = SecretBox(secret: Self.new)
        let sealed = try box.seal(Self.plaintext, for: Self.place)
        for place in ["webhooks/2", "push_subscriptions/1", ""] {
            #expect(throws: SecretBoxError.damaged) { try box.open(sealed, for: place) }
        }
    }

    @Test func `One changed bit anywhere keeps it shut`() throws {
        let box = SecretBox(secret: Self.new)
        let sealed = try box.seal(Self.plaintext, for: Self.place)
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: SecretBoxError.self) { try box.open(changed, for: Self.place) }
        }
    }

    @Test func `A piece of it, and nothing, keep shut`() throws {
        let box = SecretBox(secret: Self.new)
        let sealed = try box.seal(Self.plaintext, for: Self.place)
        for length in 0..<sealed.count {
            #expect(throws: SecretBoxError.damaged) { try box.open(Array(sealed.prefix(length)), for: Self.place) }
        }
    }

    @Test func `After a change of the secret the previous one opens and the new one seals`() throws {
        let before = SecretBox(secret: Self.old)
        let during = SecretBox(secret: Self.new, previous: Self.old)
        let after = SecretBox(secret: Self.new)
        let sealed = try before.seal(Self.plaintext, for: Self.place)
        #expect(before.isCurrent(sealed))
        #expect(try during.open(sealed, for: Self.place) == Self.plaintext)
        #expect(!during.isCurrent(sealed))
        #expect(throws: SecretBoxError.unknownKey) { try after.open(sealed, for: Self.place) }
        let again = try during.seal(Self.plaintext, for: Self.place)
        #expect(try after.open(again, for: Self.place) == Self.plaintext)
        #expect(throws: SecretBoxError.unknownKey) { try before.open(again, for: Self.place) }
        #expect(during.keyIdentifier == after.keyIdentifier)
        #expect(during.previousKeyIdentifier == before.keyIdentifier)
    }
}
