import JSON
import Testing
import Time

@testable import Notifications

@Suite struct WebhookMessageTests {
    /// The fixed vector of the reference libraries.
    private static let message = WebhookMessage(
        id: "msg_p5jXN8AQM9LWM0D4loKWxJek", time: Instant(milliseconds: 1_614_265_330_000),
        body: Array(#"{"test": 2432232314}"#.utf8))
    private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    private static let signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

    private func fields(_ secrets: [WebhookSecret]) -> [String: String] {
        Dictionary(uniqueKeysWithValues: Self.message.fields(signedWith: secrets).map { ($0.name, $0.value) })
    }

    @Test func `The signature is that of the reference libraries`() throws {
        #expect(
            fields([try #require(WebhookSecret(Self.secret))]) == [
                "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp": "1614265330",
                "webhook-signature": Self.signature,
            ])
    }

    @Test func `During a rotation both secrets sign`() throws {
        let new = WebhookSecret()
        let signatures = fields([new, try #require(WebhookSecret(Self.secret))])["webhook-signature"]?
            .split(separator: " ").map(String.init)
        #expect(signatures?.count == 2)
        #expect(signatures?.last == Self.signature)
        #expect(signatures?.first == fields([new])["webhook-signature"])
    }

    @Test func `A secret is written as it is read, and every new one is another`() throws {
        let secret = WebhookSecret()
        #expect(WebhookSecret(secret.text) == secret)
        #expect(secret.text.hasPrefix("whsec_"))
        #expect(secret.bytes.count == 32)
        #expect(WebhookSecret() != secret)
    }

    @Test(arguments: [
        "", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa", "whsec_no base64",
    ])
    func `What is no secret is none`(text: String) {
        #expect(WebhookSecret(text) == nil)
    }

    @Test(arguments: [(23, false), (24, true), (64, true), (65, false)])
    func `A secret has 24 to 64 bytes`(length: Int, isSecret: Bool) {
        #expect((WebhookSecret(bytes: Array(repeating: 7, count: length)) != nil) == isSecret)
    }

    @Test func `The body has type, timestamp and data`() throws {
        let body = WebhookMessage.body(type: "task-due-soon", at: Instant(milliseconds: 1_764_000_000_000)) {
            $0.object { $0.member("title", "Buy \"milk\"") }
        }
        #expect(
            String(decoding: body, as: UTF8.self)
                == #"{"type":"task-due-soon","timestamp":"2025-11-24T16:00:00Z","data":{"title":"Buy \"milk\""}}"#)
    }
}
