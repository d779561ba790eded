import Testing
import Time

@testable import Notifications

@Suite struct WebhookHealthTests {
    private static let start = Instant(milliseconds: 1_764_000_000_000)

    /// Attempts that fail, `pause` seconds after each other; how many it takes until the webhook is given up.
    private func failures(every pause: Int64, atMost limit: Int = 100) -> Int? {
        var health = WebhookHealth()
        return (0..<limit).first { index in
            health.handle(.failed, at: Self.start.adding(seconds: Int64(index) * pause)) == .disable(.failing)
        }.map { $0 + 1 }
    }

    @Test func `It is given up after five days and ten attempts, whichever comes later`() {
        let day: Int64 = 86400
        #expect(failures(every: 1) == nil)
        #expect(failures(every: day / 2) == 11)
        #expect(failures(every: day) == 10)
        #expect(failures(every: 7 * day) == 10)
        #expect(failures(every: day / 10) == 51)
    }

    @Test func `Whatever arrives gives it a clean slate, and is written down only when that changes something`() {
        var health = WebhookHealth()
        #expect(health.handle(.arrived, at: Self.start) == .nothing)
        for _ in 0..<50 { #expect(health.handle(.failed, at: Self.start) == .save) }
        #expect(health == WebhookHealth(failingSince: Self.start, failures: 50))
        #expect(health.handle(.arrived, at: Self.start.adding(seconds: 9 * 86400)) == .save)
        #expect(health == WebhookHealth())
        #expect(health.handle(.failed, at: Self.start.adding(seconds: 9 * 86400)) == .save)
    }

    @Test func `A receiver that wants no more is given up at once`() {
        var health = WebhookHealth()
        #expect(health.handle(.gone, at: Self.start) == .disable(.gone))
    }

    @Test func `A clock that goes back gives nobody up`() {
        var health = WebhookHealth(failingSince: Self.start, failures: 50)
        #expect(health.handle(.failed, at: Self.start.adding(seconds: -10 * 86400)) == .save)
    }
}
