import Foundation
import Recurrence
import Testing
import Time

/// What holds for every rule, tried on random ones.
struct PropertyTests {
    @Test(arguments: 0..<8)
    func `times increase, and next and previous undo each other`(seed: Int) throws {
        var dice = Dice(seed: UInt64(seed))
        var compared = 0
        for _ in 0..<60 {
            let text = dice.rule()
            guard let rule = try? RecurrenceRule(text, conformance: .lenient),
                let start = CivilDateTime(secondsSinceEpoch: Int.random(in: 0..<3_000_000_000, using: &dice))
            else { continue }
            let series = Recurrence(rule, start: start)
            let times = Array(series.times.prefix(25))
            for (time, next) in zip(times, times.dropFirst()) {
                compared += 1
                guard time < next, series.next(after: time) == next, series.previous(before: next) == time,
                    let second = time.adding(seconds: 1), series.previous(before: second) == time, series.contains(time)
                else {
                    Issue.record("\(text) from \(start): \(time), \(next)")
                    break
                }
            }
            if let first = times.first, series.previous(before: first) != nil || first < start {
                Issue.record("\(text) from \(start): something before the first")
            }
            if let count = rule.count, count <= 25, times.count == count {
                #expect(series.next(after: try #require(times.last)) == nil)
                #expect(series.end == times.last)
            }
        }
        #expect(compared > 200)
    }

    /// Zones whose clocks change by an hour, by half an hour, at midnight, by a whole day, and twice a year for a month.
    private static let zones: [(name: String, around: [String])] = [
        ("Europe/Berlin", ["2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"]),
        ("Australia/Lord_Howe", ["2026-10-03T15:30:00Z", "2026-04-04T15:00:00Z"]),
        ("America/Havana", ["2026-03-08T05:00:00Z", "2026-11-01T05:00:00Z"]),
        ("Pacific/Apia", ["2011-12-30T10:00:00Z"]),
        ("America/Sao_Paulo", ["2018-11-04T03:00:00Z", "2018-02-18T02:00:00Z"]),
    ]

    @Test(arguments: zones)
    func `instants around a change of the clocks are those of the times, in order`(name: String, around: [String])
        throws
    {
        let zone = try #require(Zone(identifier: name))
        var dice = Dice(seed: 7)
        for text in around {
            let change = try #require(RFC3339.instant(text))
            for rule in [
                "FREQ=MINUTELY;INTERVAL=7", "FREQ=MINUTELY;INTERVAL=30", "FREQ=HOURLY", "FREQ=HOURLY;INTERVAL=5",
                "FREQ=DAILY;BYHOUR=0,1,2,3,4;BYMINUTE=0,10,45", "FREQ=DAILY;BYHOUR=2;BYMINUTE=30",
                "FREQ=SECONDLY;INTERVAL=61",
                "FREQ=HOURLY;BYMINUTE=1,29,31,59;BYSETPOS=2,-1",
            ] {
                let start = try #require(
                    zone.local(at: change).adding(seconds: -Int.random(in: 100_000...130_000, using: &dice)))
                let end = try #require(zone.local(at: change).adding(seconds: 200_000))
                let series = Recurrence(try RecurrenceRule(rule), start: start, in: zone, end: end)
                let expected = Set(series.times.map { zone.instant(of: $0) }).sorted()
                let found = Array(series.occurrences)
                #expect(found.map(\.instant) == expected, "\(name) \(rule) from \(start)")
                var back: [Occurrence] = []
                while let last = series.previous(before: back.last?.instant ?? Instant(milliseconds: .max)) {
                    back.append(last)
                }
                #expect(back.reversed() == found, "\(name) \(rule) from \(start), backwards")
                // Asked from any instant, not only from those of the series.
                for _ in 0..<40 {
                    let instant = change.adding(
                        milliseconds: Int64.random(in: -100_000_000...100_000_000, using: &dice))
                    #expect(series.next(after: instant) == found.first { $0.instant > instant })
                    #expect(series.previous(before: instant) == found.last { $0.instant < instant })
                }
            }
        }
    }

    /// Foundation's calendar is the judge: what it says of each instant around every change of the clocks.
    @Test func `a daily series at 02:30 keeps its time in every zone, through every change from 2020 to 2035`() throws {
        let start = try #require(CivilDateTime("2019-12-31T02:30:00"))
        var (zones, changes) = (0, 0)
        for name in TimeZone.knownTimeZoneIdentifiers {
            guard let zone = Zone(identifier: name), let foundation = TimeZone(identifier: name) else { continue }
            zones += 1
            let series = Recurrence(.daily(), start: start, in: zone)
            var change = try #require(RFC3339.instant("2020-01-01T00:00:00Z")).date
            while let next = foundation.nextDaylightSavingTimeTransition(after: change),
                next < Date(timeIntervalSince1970: 2_082_758_400)
            {
                changes += 1
                let gap =
                    foundation.secondsFromGMT(for: next) - foundation.secondsFromGMT(for: next.addingTimeInterval(-1))
                let wall = zone.local(at: next.instant).secondsSinceEpoch - gap
                var last = next.addingTimeInterval(-2 * 86400).instant
                for _ in 0..<3 {
                    let occurrence = try #require(series.next(after: last))
                    let shown = zone.local(at: occurrence.instant)
                    let time = occurrence.time.secondsSinceEpoch
                    let isLeftOut = (wall..<max(wall, wall + gap)).contains(time)
                    // Only a time that no clock shows moves, and by the gap; of a time that happens twice it is the first.
                    let isRight =
                        isLeftOut
                        ? shown.secondsSinceEpoch == time + gap
                        : shown == occurrence.time
                            && (gap >= 0 || zone.local(at: occurrence.instant.adding(seconds: Int64(gap))) != shown)
                    if !isRight || occurrence.time.secondOfDay != 9000 || abs(time - wall) > 3 * 86400
                        || series.previous(before: occurrence.instant.adding(milliseconds: 1)) != occurrence
                    {
                        Issue.record("\(name) \(occurrence)")
                    }
                    last = occurrence.instant
                }
                change = next
            }
        }
        #expect(zones > 300)
        #expect(changes > 1000)
    }
}

extension Instant {
    fileprivate var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }
}

extension Date {
    fileprivate var instant: Instant { Instant(milliseconds: Int64(timeIntervalSince1970 * 1000)) }
}
