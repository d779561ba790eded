import Recurrence
import Testing
import Time

/// The examples of RFC 5545, section 3.8.5.3, are in the corpus; these are the promises to our own callers.
struct RecurrenceTests {
    static func times(_ rule: RecurrenceRule, _ start: String, _ count: Int) throws -> [String] {
        let start = try #require(CivilDateTime(start))
        return Recurrence(rule, start: start).times.prefix(count).map(\.description)
    }

    @Test func `the 31st is the last day of a shorter month and comes back`() throws {
        #expect(
            try Self.times(.monthly(), "2026-12-31T09:00:00", 4) == [
                "2026-12-31T09:00:00", "2027-01-31T09:00:00", "2027-02-28T09:00:00", "2027-03-31T09:00:00",
            ])
        #expect(RecurrenceRule.monthly(interval: 3).text == "RSCALE=GREGORIAN;FREQ=MONTHLY;INTERVAL=3;SKIP=BACKWARD")
    }

    @Test func `29 February is the 28th in common years`() throws {
        #expect(
            try Self.times(.yearly(), "2024-02-29T00:00:00", 5) == [
                "2024-02-29T00:00:00", "2025-02-28T00:00:00", "2026-02-28T00:00:00", "2027-02-28T00:00:00",
                "2028-02-29T00:00:00",
            ])
    }
}
