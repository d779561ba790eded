@testable import HTTPService
import Testing

@Suite struct RateLimiterTests {
    @Test func `A burst is granted, then one at a time`() {
        let limiter = RateLimiter<String>(burst: 3, per: 30)
        for _ in 0..<3 { #expect(limiter.take("a", at: 0) == nil) }
        #expect(limiter.take("a", at: 0) == 10)
        #expect(limiter.take("a", at: 4000) == 6)
        #expect(limiter.take("a", at: 9999) == 1)
        #expect(limiter.take("a", at: 10_001) == nil)
        #expect(limiter.take("a", at: 10_001) == 10)
    }

    @Test func `Keys do not share`() {
        let limiter = RateLimiter<String>(burst: 1, per: 60)
        #expect(limiter.take("a", at: 0) == nil)
        #expect(limiter.take("b", at: 0) == nil)
        #expect(limiter.take("a", at: 0) == 60)
    }

    @Test func `A clock that goes back grants nothing`() {
        let limiter = RateLimiter<String>(burst: 1, per: 60)
        #expect(limiter.take("a", at: 1_000_000) == nil)
        #expect(limiter.take("a", at: 0) == 60)
        #expect(limiter.take("a", at: 1_000_000) == 60)
    }

    @Test func `Off grants everything`() {
        let limiter = RateLimiter<String>(burst: 1, per: 60, isEnabled: false)
        for _ in 0..<10 { #expect(limiter.take("a", at: 0) == nil) }
    }

    @Test func `Memory is bounded, and full buckets go first`() {
        let limiter = RateLimiter<Int>(burst: 1, per: 1000, capacity: 100)
        for key in 0..<40 { #expect(limiter.take(key, at: 0) == nil) }
        // The first ones are full again; those of now must not be forgotten for them.
        for key in 1000..<1020 { #expect(limiter.take(key, at: 1_000_000) == nil) }
        for key in 1000..<1020 { #expect(limiter.take(key, at: 1_000_000) != nil) }
        for key in 2000..<100_000 { _ = limiter.take(key, at: 1_000_000) }
        #expect(limiter.count <= 100)
    }
}
