import Testing
import Time

@testable import Notifications

/// Readers of what strangers send, fed with random text: none may trap, and what they take must be what was meant.
@Suite struct RandomHeaderTests {
    private static let pieces = [
        "Sun", "Mon", ", ", " ", "06", "31", "99", "Nov", "Feb", "1994", "0000", "9999", "08:49:37", "24:00:60", "GMT",
        "UTC", "-", "+", "0", "7", "120", "999999999999999999999", ".", "e9", "\u{0}", "é", "１", "\n",
    ]

    private func text(_ random: inout SystemRandomNumberGenerator, of pieces: [String]) -> String {
        (0..<Int.random(in: 0...9, using: &random)).map { _ in
            pieces.randomElement(using: &random) ?? ""
        }.joined()
    }

    @Test func `Retry-After is read or refused, and asks for a day at most`() {
        var random = SystemRandomNumberGenerator()
        var taken = 0
        for _ in 0..<20_000 {
            let field = text(&random, of: Self.pieces)
            let now = Instant(milliseconds: .random(in: 0...253_402_300_799_999, using: &random))
            guard let pause = RetryAfter.duration(field, at: now) else { continue }
            taken += 1
            #expect(pause >= .zero && pause <= .seconds(86400), "\(field)")
        }
        #expect(taken > 100)
    }

    @Test func `Base64url is read or refused, and written as it was read`() {
        var random = SystemRandomNumberGenerator()
        let pieces = ["A", "AA", "BC", "-", "_", "=", "==", "+", "/", "é", "\u{0}", " ", "zzzz", "0"]
        var taken = 0
        for _ in 0..<20_000 {
            let field = text(&random, of: pieces)
            guard let bytes = Base64URL.decode(field) else { continue }
            taken += 1
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes, "\(field)")
            _ = PushEncryption(browserKey: bytes, authentication: bytes)
            _ = WebhookSecret(field)
        }
        #expect(taken > 100)
    }

    @Test func `Bytes of any kind open no box, and are no secret's`() {
        var random = SystemRandomNumberGenerator()
        let box = SecretBox(secret: Grounds.secret)
        for _ in 0..<2_000 {
            var bytes = (0..<Int.random(in: 0...80, using: &random)).map { _ in UInt8.random(in: 0...255) }
            if Bool.random(using: &random), !bytes.isEmpty { bytes[0] = 1 }
            if Bool.random(using: &random), bytes.count > 9 { bytes.replaceSubrange(1..<9, with: box.keyIdentifier) }
            #expect(throws: SecretBoxError.self) { try box.open(bytes, for: "webhooks/1") }
            #expect((WebhookSecret(bytes: bytes) != nil) == (24...64).contains(bytes.count))
        }
    }
}
