import Recurrence
import Testing
import Time

/// What a series promises; the examples of RFC 5545, section 3.8.5.3, are in the corpus.
struct SeriesTests {
    private func start(_ text: String) throws -> CivilDateTime { try #require(CivilDateTime(text)) }

    private func texts(_ rule: RecurrenceRule, _ start: String, _ count: Int) throws -> [String] {
        Recurrence(rule, start: try self.start(start)).times.prefix(count).map(\.description)
    }

    @Test func `for a hundred years the 31st is the last day of a shorter month and comes back`() throws {
        let first = try #require(CivilDate(year: 2026, month: 12, day: 31))
        let days = Array(try Recurrence(.monthly(), start: first).times.prefix(1200)).map(\.date)
        #expect(days.count == 1200)
        for (index, day) in days.enumerated() {
            let (year, month) = (2026 + (11 + index) / 12, (11 + index) % 12 + 1)
            #expect(day == CivilDate(year: year, month: month, day: CivilDate.days(inMonth: month, of: year)))
        }
        #expect(RecurrenceRule.monthly(interval: 3).text == "RSCALE=GREGORIAN;FREQ=MONTHLY;INTERVAL=3;SKIP=BACKWARD")
    }

    @Test func `29 February is the 28th in common years`() throws {
        let days = try Recurrence(.yearly(), start: try #require(CivilDate(year: 2024, month: 2, day: 29))).times
            .prefix(400)
        for (index, time) in days.enumerated() {
            #expect(time.date == CivilDate(year: 2024 + index, month: 2, day: CivilDate.isLeap(2024 + index) ? 29 : 28))
        }
        #expect(
            try texts(RecurrenceRule("FREQ=YEARLY"), "2096-02-29T09:00:00", 3) == [
                "2096-02-29T09:00:00", "2104-02-29T09:00:00", "2108-02-29T09:00:00",
            ])
    }

    @Test func `a day that is moved onto one that is there already is one`() throws {
        let backward = try RecurrenceRule("RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;SKIP=BACKWARD")
        #expect(
            try texts(backward, "2027-02-01T09:00:00", 3) == [
                "2027-02-28T09:00:00", "2027-03-28T09:00:00", "2027-03-29T09:00:00",
            ])
        let forward = try RecurrenceRule("RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=1,31;SKIP=FORWARD;COUNT=5")
        let series = Recurrence(forward, start: try start("2027-02-01T09:00:00"))
        let expected = [
            "2027-02-01T09:00:00", "2027-03-01T09:00:00", "2027-03-31T09:00:00", "2027-04-01T09:00:00",
            "2027-05-01T09:00:00",
        ]
        #expect(series.times.map(\.description) == expected)
        #expect(series.previous(before: CivilDateTime.latest)?.description == expected.last)
    }

    @Test func `the earliest of COUNT, UNTIL and the given end is the last time`() throws {
        let first = try start("2026-11-01T09:00:00")
        let end = try start("2026-11-05T09:00:00")
        func last(_ rule: String, _ end: CivilDateTime?) throws -> String? {
            let series = Recurrence(try RecurrenceRule(rule), start: first, end: end)
            #expect(series.previous(before: CivilDateTime.latest) == Array(series.times.prefix(100)).last)
            return series.previous(before: CivilDateTime.latest)?.description
        }
        #expect(try last("FREQ=DAILY;COUNT=3", end) == "2026-11-03T09:00:00")
        #expect(try last("FREQ=DAILY;COUNT=30", end) == "2026-11-05T09:00:00")
        #expect(try last("FREQ=DAILY;UNTIL=20261104T085959", end) == "2026-11-03T09:00:00")
        #expect(try last("FREQ=DAILY;UNTIL=20261104", end) == "2026-11-04T09:00:00")
        #expect(try last("FREQ=DAILY;UNTIL=20251104", end) == nil)
        #expect(try last("FREQ=DAILY;COUNT=3", try start("2026-10-05T09:00:00")) == nil)
        #expect(Recurrence(.daily(), start: first).end == nil)
    }

    @Test func `UNTIL in UTC is read on the clocks of the series`() throws {
        let zone = try #require(Zone(identifier: "America/New_York"))
        let rule = try RecurrenceRule("FREQ=DAILY;UNTIL=20261103T140000Z")
        let series = Recurrence(rule, start: try start("2026-10-30T09:00:00"), in: zone)
        #expect(series.end?.description == "2026-11-03T09:00:00")
        #expect(Array(series.times).count == 5)
    }

    @Test func `whole days ignore times of day, and cannot repeat within one`() throws {
        let day = try #require(CivilDate(year: 2026, month: 11, day: 24))
        let series = try Recurrence(RecurrenceRule("FREQ=DAILY;BYHOUR=9,17;COUNT=2"), start: day)
        #expect(series.times.map(series.text) == ["2026-11-24", "2026-11-25"])
        #expect(throws: RecurrenceRuleError.self) { try Recurrence(RecurrenceRule("FREQ=HOURLY"), start: day) }
    }

    @Test func `the start counts only if the rule matches it`() throws {
        let series = Recurrence(
            try RecurrenceRule("FREQ=WEEKLY;BYDAY=FR;COUNT=2"), start: try start("2026-11-24T09:00:00"))
        #expect(series.times.map(\.description) == ["2026-11-27T09:00:00", "2026-12-04T09:00:00"])
        #expect(!series.contains(series.start))
        #expect(series.contains(try start("2026-11-27T09:00:00")))
    }

    @Test(
        arguments: [
            "FREQ=DAILY;INTERVAL=7", "FREQ=HOURLY;INTERVAL=11", "FREQ=MINUTELY;INTERVAL=1441",
            "FREQ=SECONDLY;INTERVAL=90061",
            "FREQ=WEEKLY;INTERVAL=3", "FREQ=DAILY;INTERVAL=1000", "FREQ=HOURLY;INTERVAL=25",
        ])
    func `an interval of n is every n-th time`(text: String) throws {
        let first = try start("2026-11-24T09:30:15")
        let rule = try RecurrenceRule(text)
        let unit =
            [Frequency.weekly: 604_800, .daily: 86400, .hourly: 3600, .minutely: 60, .secondly: 1][rule.frequency] ?? 0
        let series = Recurrence(rule, start: first)
        for (index, time) in series.times.prefix(100).enumerated() {
            #expect(time == first.adding(seconds: index * rule.interval * unit))
        }
        // However far away.
        let far = 100_000_000_007
        let expected = first.adding(seconds: (far / (rule.interval * unit) + 1) * (rule.interval * unit))
        #expect(series.next(after: try #require(first.adding(seconds: far))) == expected)
    }

    @Test(arguments: ["FREQ=DAILY", "FREQ=YEARLY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=HOURLY", "FREQ=SECONDLY"])
    func `an interval beyond the calendar leaves the start`(frequency: String) throws {
        let first = try start("2026-11-24T09:30:15")
        let series = Recurrence(try RecurrenceRule(frequency + ";INTERVAL=999999999999999999"), start: first)
        #expect(Array(series.times) == [first])
        #expect(series.previous(before: CivilDateTime.latest) == first)
    }

    @Test func `the calendar ends with the year 9999, in both directions`() throws {
        for frequency in ["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"] {
            let rule = try RecurrenceRule("FREQ=\(frequency)")
            #expect(Recurrence(rule, start: CivilDateTime.latest).times.map(\.self) == [.latest])
            let series = Recurrence(rule, start: CivilDateTime.earliest)
            #expect(series.previous(before: CivilDateTime.earliest) == nil)
            #expect(series.next(after: CivilDateTime.latest) == nil)
            #expect(series.next(after: Instant(milliseconds: .max)) == nil)
            #expect(series.previous(before: Instant(milliseconds: .min)) == nil)
            #expect(series.next(after: Instant(milliseconds: .min))?.time == .earliest)
            #expect(series.previous(before: Instant(milliseconds: .max)) != nil)
        }
    }
}
