import Testing
import Time

/// Expected instants are those of the IANA database, taken from `zdump -v`.
struct ZoneTests {
    struct Day: Sendable, CustomTestStringConvertible {
        let zone: String
        let date: String
        let start: String
        let next: String

        init(_ zone: String, _ date: String, _ start: String, _ next: String) {
            (self.zone, self.date, self.start, self.next) = (zone, date, start, next)
        }

        var testDescription: String { "\(zone) \(date)" }
    }

    static let days = [
        Day("UTC", "2026-11-23", "2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z"),
        Day("Europe/Berlin", "2026-07-01", "2026-06-30T22:00:00Z", "2026-07-01T22:00:00Z"),
        // Days of 23 and 25 hours.
        Day("Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"),
        Day("Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"),
        Day("America/New_York", "2026-03-08", "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z"),
        Day("Asia/Kathmandu", "2026-11-23", "2026-11-22T18:15:00Z", "2026-11-23T18:15:00Z"),
        Day("Australia/Lord_Howe", "2026-10-04", "2026-10-03T13:30:00Z", "2026-10-04T13:00:00Z"),
        // Midnight does not exist: the day begins at one.
        Day("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z"),
        Day("Asia/Beirut", "2022-03-27", "2022-03-26T22:00:00Z", "2022-03-27T21:00:00Z"),
        Day("America/Havana", "2026-03-08", "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z"),
        // Midnight happens twice, because the clocks go back at one: the day begins with the first.
        Day("America/Havana", "2026-11-01", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z"),
        // The clocks go back at midnight: the day before has 25 hours, and this one begins after its second 23 o'clock.
        Day("America/Sao_Paulo", "2018-02-17", "2018-02-17T02:00:00Z", "2018-02-18T03:00:00Z"),
        Day("America/Sao_Paulo", "2018-02-18", "2018-02-18T03:00:00Z", "2018-02-19T03:00:00Z"),
        Day("Asia/Beirut", "2022-10-29", "2022-10-28T21:00:00Z", "2022-10-29T22:00:00Z"),
        // A day that a country skipped, when it changed sides of the date line, is over before it begins.
        Day("Pacific/Apia", "2011-12-29", "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z"),
        Day("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z"),
    ]

    @Test(arguments: days)
    func `a day has its first instant and its last millisecond`(day: Day) throws {
        let zone = try #require(Zone(identifier: day.zone))
        let date = try #require(RFC3339.date(day.date))
        #expect(RFC3339.text(zone.start(of: date)) == day.start)
        #expect(RFC3339.text(zone.end(of: date).adding(milliseconds: 1)) == day.next)
    }

    @Test(arguments: days)
    func `the calendar shows the day from its first instant to its last millisecond`(day: Day) throws {
        let zone = try #require(Zone(identifier: day.zone))
        let date = try #require(RFC3339.date(day.date))
        let (start, end) = (zone.start(of: date), zone.end(of: date))
        #expect(zone.date(at: start) == date)
        #expect(zone.date(at: end) == date)
        #expect(zone.date(at: start.adding(milliseconds: -1)) < date)
        #expect(zone.date(at: end.adding(milliseconds: 1)) > date)
    }

    @Test(
        arguments: [
            ("UTC", 0, "1970-01-01"), ("UTC", -1, "1969-12-31"), ("UTC", -86_400_000, "1969-12-31"),
            ("UTC", -86_400_001, "1969-12-30"), ("America/New_York", 0, "1969-12-31"), ("Asia/Tokyo", -1, "1970-01-01"),
            ("UTC", 253_402_300_799_999, "9999-12-31"),
        ] as [(String, Int64, String)])
    func `instants before 1970 fall on their day too`(name: String, milliseconds: Int64, date: String) throws {
        let zone = try #require(Zone(identifier: name))
        #expect(zone.date(at: Instant(milliseconds: milliseconds)).description == date)
    }

    @Test(arguments: [
        "America/Sao_Paulo", "Asia/Beirut", "America/Havana", "Europe/Berlin", "Africa/Cairo", "Asia/Tehran",
        "America/Asuncion", "America/Santiago", "Australia/Lord_Howe", "Atlantic/Azores", "America/Scoresbysund",
        "Asia/Gaza", "Africa/Casablanca",
    ])
    func `days join without gap or overlap, year in, year out`(name: String) throws {
        let zone = try #require(Zone(identifier: name))
        var date = try #require(CivilDate(year: 2016, month: 1, day: 1))
        let last = try #require(CivilDate(year: 2027, month: 1, day: 1))
        while date < last {
            let next = zone.date(at: zone.end(of: date).adding(milliseconds: 1))
            guard zone.start(of: next) == zone.end(of: date).adding(milliseconds: 1),
                next.daysSinceEpoch == date.daysSinceEpoch + 1, zone.date(at: zone.start(of: date)) == date
            else {
                Issue.record("\(name) \(date)")
                return
            }
            date = next
        }
    }

    @Test(arguments: ["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Europe/Kyiv", "Etc/GMT+5"])
    func `names of the IANA database are zones`(name: String) {
        #expect(Zone(identifier: name)?.identifier == name)
    }

    @Test(arguments: [
        "", "EST", "GMT+5", "+02:00", "Europe", "Europe/Nowhere", "../etc/passwd", "Europe/Berlin ", "europe\\berlin",
        "Europe/Berlin\0", String(repeating: "a/", count: 100),
    ])
    func `anything else is not`(name: String) {
        #expect(Zone(identifier: name) == nil)
    }
}
