import ArgumentParser
import Recurrence
import Time

/// How often a second the next occurrence of a series can be asked, so long after its start.
struct NextOccurrence: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask a monthly series for its next occurrence; print how many a second.")

    @Option var seconds: Double
    @Option(help: "How long after the start it is asked.") var years: Int

    func run() throws {
        guard let start = CivilDateTime("2026-01-31T09:00:00"), let zone = Zone(identifier: "Europe/Berlin"),
            let date = CivilDate(year: 2026 + years, month: 1, day: 1)
        else { throw ValidationError("so many years are beyond the calendar") }
        let series = Recurrence(.monthly(), start: start, in: zone)
        let first = zone.instant(of: CivilDateTime(midnightOf: date))
        let clock = ContinuousClock()
        let begin = clock.now
        var count = 0
        while clock.now - begin < .seconds(seconds) {
            for day in 0..<100 where series.next(after: first.adding(seconds: Int64(day) * 86400)) != nil { count += 1 }
        }
        print(Double(count) / ((clock.now - begin) / .seconds(1)))
    }
}
