@testable import Notifications
import Testing
import Time

@Suite struct QuietHoursTests {
    private func zone(_ name: String) throws -> Zone { try #require(Zone(identifier: name)) }
    private func instant(_ text: String) throws -> Instant { try #require(RFC3339.instant(text)) }

    @Test(arguments: [
        ("00:00", 0), ("07:05", 425), ("23:59", 1439), ("24:00", nil), ("12:60", nil), ("7:05", nil), ("07-05", nil),
        ("", nil), ("07:05:00", nil), ("ab:cd", nil), ("é7:05", nil),
    ])
    func `A time of day is hours and minutes`(text: String, minutes: Int?) {
        #expect(TimeOfDay(text)?.minutes == minutes)
        if let minutes { #expect(TimeOfDay(minutes: minutes)?.description == text) }
    }

    @Test(arguments: [
        // Over midnight, in Berlin's winter.
        ("22:00", "07:00", "2026-01-10T21:30:00Z", "2026-01-11T06:00:00Z"),
        ("22:00", "07:00", "2026-01-10T20:59:59Z", nil),
        ("22:00", "07:00", "2026-01-11T05:59:59Z", "2026-01-11T06:00:00Z"),
        ("22:00", "07:00", "2026-01-11T06:00:00Z", nil),
        // Within a day.
        ("12:00", "13:30", "2026-07-10T10:00:00Z", "2026-07-10T11:30:00Z"),
        ("12:00", "13:30", "2026-07-10T11:30:00Z", nil),
        // The night in which the clocks go forward, and the one in which they go back.
        ("22:00", "07:00", "2026-03-28T23:00:00Z", "2026-03-29T05:00:00Z"),
        ("22:00", "07:00", "2026-10-24T23:00:00Z", "2026-10-25T06:00:00Z"),
        // An end that does not exist that day: 02:30 is skipped.
        ("22:00", "02:30", "2026-03-28T23:00:00Z", "2026-03-29T01:30:00Z"),
    ])
    func `Quiet hours end by the clocks of their zone`(from: String, until: String, now: String, end: String?) throws {
        let (from, until) = (try #require(TimeOfDay(from)), try #require(TimeOfDay(until)))
        let hours = try #require(QuietHours(from: from, until: until))
        #expect(hours.end(at: try instant(now), in: try zone("Europe/Berlin")) == (try end.map(instant)))
    }

    @Test func `Hours that begin when they end are none`() throws {
        let noon = try #require(TimeOfDay("12:00"))
        #expect(QuietHours(from: noon, until: noon) == nil)
    }

    @Test func `The next time of day is today or tomorrow`() throws {
        let eight = try #require(TimeOfDay("08:00"))
        let tokyo = try zone("Asia/Tokyo")
        #expect(
            eight.next(after: try instant("2026-05-01T22:59:59Z"), in: tokyo) == (try instant("2026-05-01T23:00:00Z")))
        #expect(
            eight.next(after: try instant("2026-05-01T23:00:00Z"), in: tokyo) == (try instant("2026-05-02T23:00:00Z")))
    }
}
