import Testing
import Time

struct CivilDateTimeTests {
    @Test(arguments: ["2026-11-23T09:00:00", "0001-01-01T00:00:00", "9999-12-31T23:59:59", "2024-02-29T00:00:01"])
    func `a time is written as it is read`(text: String) throws {
        let time = try #require(CivilDateTime(text))
        #expect(time.description == text)
        #expect(CivilDateTime(secondsSinceEpoch: time.secondsSinceEpoch) == time)
    }

    @Test(arguments: [
        "", "2026-11-23", "2026-11-23T09:00", "2026-11-23T24:00:00", "2026-11-23T09:60:00", "2026-11-23T09:00:60",
        "2026-02-29T09:00:00", "2026-11-23 09:00:00", "2026-11-23T09:00:00Z", "0000-01-01T00:00:00",
    ])
    func `anything else is not a time`(text: String) {
        #expect(CivilDateTime(text) == nil)
    }

    @Test func `seconds are counted through midnights and years, up to the ends of the calendar`() throws {
        let time = try #require(CivilDateTime("2026-12-31T23:59:59"))
        #expect(time.adding(seconds: 1)?.description == "2027-01-01T00:00:00")
        #expect(time.adding(seconds: -86400)?.description == "2026-12-30T23:59:59")
        #expect(CivilDateTime.latest.adding(seconds: 1) == nil)
        #expect(CivilDateTime.earliest.adding(seconds: -1) == nil)
        #expect(time.adding(seconds: .max) == nil)
        #expect(time.adding(seconds: .min) == nil)
    }

    /// Expected instants are those of the IANA database.
    @Test(
        arguments: [
            ("Europe/Berlin", "2026-07-01T09:00:00", "2026-07-01T07:00:00Z"),
            // 02:30 does not exist: it moves forward by the hour.
            ("Europe/Berlin", "2026-03-29T02:30:00", "2026-03-29T01:30:00Z"),
            ("Europe/Berlin", "2026-03-29T03:00:00", "2026-03-29T01:00:00Z"),
            // 02:30 happens twice: the first one.
            ("Europe/Berlin", "2026-10-25T02:30:00", "2026-10-25T00:30:00Z"),
            ("Europe/Berlin", "2026-10-25T03:00:00", "2026-10-25T02:00:00Z"),
            // Half an hour, either way.
            ("Australia/Lord_Howe", "2026-10-04T02:15:00", "2026-10-03T15:45:00Z"),
            ("Australia/Lord_Howe", "2026-04-05T01:45:00", "2026-04-04T14:45:00Z"),
            ("America/Sao_Paulo", "2018-11-04T00:00:00", "2018-11-04T03:00:00Z"),
            // A day that was skipped altogether.
            ("Pacific/Apia", "2011-12-30T12:00:00", "2011-12-30T22:00:00Z"),
            ("UTC", "9999-12-31T23:59:59", "9999-12-31T23:59:59Z"),
        ] as [(String, String, String)])
    func `a time is the instant at which the clocks of a zone show it`(name: String, time: String, instant: String)
        throws
    {
        let zone = try #require(Zone(identifier: name))
        let time = try #require(CivilDateTime(time))
        #expect(RFC3339.text(zone.instant(of: time)) == instant)
    }

    @Test func `clocks that are put forward or back are found within a day`() throws {
        let zone = try #require(Zone(identifier: "Europe/Berlin"))
        let spring = try #require(RFC3339.instant("2026-03-29T01:00:00Z"))
        let change = try #require(zone.clockChange(before: spring))
        #expect(change.seconds == Int(spring.milliseconds / 1000))
        #expect(change.shift == 3600)
        let affected = [change.affected.lowerBound, change.affected.upperBound].map(
            CivilDateTime.init(secondsSinceEpoch:))
        #expect(affected.map(\.?.description) == ["2026-03-29T02:00:00", "2026-03-29T03:00:00"])
        #expect(zone.clockChange(before: spring.adding(milliseconds: -1)) == nil)
        #expect(zone.clockChange(before: spring.adding(seconds: 27 * 3600)) == nil)
        let autumn = try #require(RFC3339.instant("2026-10-25T12:00:00Z"))
        #expect(zone.clockChange(before: autumn)?.shift == -3600)
    }

    @Test(arguments: [Int64.min, Int64.max, 0, -62_135_596_800_000])
    func `clocks show something at any instant`(milliseconds: Int64) throws {
        let zone = try #require(Zone(identifier: "Pacific/Kiritimati"))
        let time = zone.local(at: Instant(milliseconds: milliseconds))
        #expect((CivilDateTime.earliest...CivilDateTime.latest).contains(time))
    }
}
