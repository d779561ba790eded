import Testing
import Time

@testable import Accounts

struct AttemptTableTests {
    private let start = Premises.start

    @Test func `grants the burst, then one for each interval`() {
        var table = AttemptTable<String>(burst: 3, seconds: 10)
        for _ in 0..<3 { #expect(table.take("a", at: start) == nil) }
        #expect(table.take("a", at: start) == 10)
        #expect(table.take("a", at: start.adding(milliseconds: 9001)) == 1)
        #expect(table.take("a", at: start.adding(seconds: 10)) == nil)
        #expect(table.take("a", at: start.adding(seconds: 10)) == 10)
        #expect(table.take("b", at: start) == nil)
    }

    @Test func `is full again after a while and no fuller`() {
        var table = AttemptTable<String>(burst: 2, seconds: 10)
        for _ in 0..<2 { _ = table.take("a", at: start) }
        let later = start.adding(seconds: 1_000_000)
        for _ in 0..<2 { #expect(table.take("a", at: later) == nil) }
        #expect(table.take("a", at: later) != nil)
    }

    @Test func `takes attempts back`() {
        var table = AttemptTable<String>(burst: 1, seconds: 10)
        for _ in 0..<5 {
            #expect(table.take("a", at: start) == nil)
            table.giveBack("a")
        }
    }

    @Test func `stays bounded and remembers the worst`() {
        var table = AttemptTable<Int>(burst: 2, seconds: 10, capacity: 100)
        for _ in 0..<2 { _ = table.take(-1, at: start) }
        for key in 0..<10_000 { _ = table.take(key, at: start) }
        #expect(table.count <= 100)
        #expect(table.take(-1, at: start) != nil)
    }
}

struct NetworkTests {
    @Test(arguments: [
        ("192.0.2.1", "::ffff:192.0.2.1"), ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"),
        ("2001:db8::1", "2001:0DB8:0:0::2"),
    ])
    func `is the same for`(one: String, other: String) {
        #expect(Network(one) == Network(other))
    }

    @Test(arguments: [("192.0.2.1", "192.0.2.2"), ("2001:db8:1:2::1", "2001:db8:1:3::1"), ("unknown", "")])
    func `differs for`(one: String, other: String) {
        #expect(Network(one) != Network(other))
    }
}

struct SignInLimitTests {
    private let start = Premises.start
    private let owner = Network("192.0.2.1")

    private func stranger(_ number: Int) -> Network {
        Network("198.51.\(number / 256).\(number % 256)")
    }

    /// How many of `attempts` failures are granted.
    private func granted(
        _ limits: AccountLimits, attempts: Int, from network: Network, isKnown: Bool = false, at now: Instant
    ) -> Int {
        (0..<attempts).count { _ in
            (try? limits.takeSignIn(account: "ada", network: network, isKnown: isKnown, at: now)) != nil
        }
    }

    @Test func `gives each network five failures for an account`() {
        let limits = AccountLimits()
        #expect(granted(limits, attempts: 20, from: stranger(1), at: start) == 5)
        #expect(granted(limits, attempts: 20, from: stranger(2), at: start) == 5)
        #expect(granted(limits, attempts: 20, from: stranger(1), at: start.adding(seconds: 30)) == 1)
    }

    @Test func `counts failures only`() throws {
        let limits = AccountLimits()
        for _ in 0..<100 {
            let permit = try limits.takeSignIn(account: "ada", network: owner, isKnown: false, at: start)
            limits.giveBack(permit)
        }
    }

    @Test func `slows down guesses from many networks`() {
        let limits = AccountLimits()
        let total = (0..<50).reduce(0) { $0 + granted(limits, attempts: 20, from: stranger($1), at: start) }
        // 20 for all together, then one for each network.
        #expect(total == 20 + 50 - 4)
    }

    @Test func `lets the owner in while strangers guess, from a known place and from a new one`() throws {
        let limits = AccountLimits()
        for number in 0..<200 { _ = granted(limits, attempts: 20, from: stranger(number), at: start) }
        #expect(granted(limits, attempts: 5, from: owner, isKnown: true, at: start) == 5)
        #expect(granted(limits, attempts: 1, from: Network("203.0.113.9"), at: start) == 1)
    }

    @Test func `bounds what one network tries with many accounts`() {
        let limits = AccountLimits()
        let total = (0..<200).count { number in
            (try? limits.takeSignIn(account: "\(number)", network: stranger(1), isKnown: false, at: start)) != nil
        }
        #expect(total == 60)
    }

    @Test func `says how long to wait`() {
        let limits = AccountLimits()
        _ = granted(limits, attempts: 5, from: owner, at: start)
        #expect(throws: AccountError.tooManyAttempts(retryAfter: 30)) {
            _ = try limits.takeSignIn(account: "ada", network: owner, isKnown: false, at: start)
        }
    }

    @Test func `can be switched off`() {
        #expect(granted(AccountLimits(isOn: false), attempts: 500, from: owner, at: start) == 500)
    }
}

struct RecentCacheTests {
    @Test func `stays bounded and keeps what is used`() {
        var cache = RecentCache<Int, Int>(capacity: 100)
        cache[-1] = 1
        for key in 0..<10_000 {
            cache[key] = key
            #expect(cache[-1] == 1)
            #expect(cache.count <= 100)
        }
        #expect(cache[9999] == 9999)
        #expect(cache[0] == nil)
        cache[-1] = nil
        #expect(cache[-1] == nil)
    }
}
