import Testing
import Time

@testable import Notifications

@Suite struct RetryAfterTests {
    /// 1994-11-06T08:49:37Z.
    private static let now = Instant(milliseconds: 784_111_777_000)

    @Test(arguments: [
        ("0", Duration.seconds(0)), ("120", .seconds(120)), ("86400", .seconds(86400)), ("86401", .seconds(86400)),
        ("999999999", .seconds(86400)), ("Sun, 06 Nov 1994 08:50:37 GMT", .seconds(60)),
        ("Sun, 06 Nov 1994 08:49:37 GMT", .zero), ("Sat, 05 Nov 1994 08:49:37 GMT", .zero),
        ("Fri, 31 Dec 9999 23:59:59 GMT", .seconds(86400)),
    ])
    func `Seconds and dates are understood, a day at most`(text: String, expected: Duration) {
        #expect(RetryAfter.duration(text, at: Self.now) == expected)
    }

    @Test(arguments: [
        "", "-1", "1.5", "soon", "9999999999", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 CET", "１２０",
    ])
    func `Anything else is nothing`(text: String) {
        #expect(RetryAfter.duration(text, at: Self.now) == nil)
    }

    @Test func `No field is nothing`() {
        #expect(RetryAfter.duration(nil, at: Self.now) == nil)
    }
}
