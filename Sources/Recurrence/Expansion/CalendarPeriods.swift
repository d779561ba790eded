import Time

/// The expansion of `FREQ=YEARLY`, `MONTHLY` and `WEEKLY`: every interval-th period is a set of days, each of which has
/// the times of day.
struct CalendarPeriods: Sendable {
    private let frequency: Frequency
    private let interval: Int
    private let weekStart: Weekday
    private let clock: ClockTimes
    private let positions: [Int]
    private let skip: RecurrenceRule.Skip
    private let pattern: DayPattern
    /// The period in which the series starts.
    private let anchor: Int
    /// Whether any period can have as many times as `BYSETPOS` picks from.
    private let isPossible: Bool

    init(_ rule: RecurrenceRule, start: CivilDateTime, clock: ClockTimes) {
        frequency = rule.frequency
        // Further than the calendar reaches is the same as at its end.
        interval = min(rule.interval, 1_000_000)
        weekStart = rule.weekStart
        self.clock = clock
        positions = rule.positions
        pattern = DayPattern(rule, start: start.date)
        let movesDays = rule.frequency != .weekly && !(pattern.monthDays.isEmpty && pattern.yearDays.isEmpty)
        skip = movesDays ? rule.skip : .omit
        anchor = Self.period(of: start.date.daysSinceEpoch, rule.frequency, rule.weekStart)
        let most = pattern.mostDays(inPeriodOf: frequency) * clock.count
        isPossible = positions.isEmpty || positions.contains { abs($0) <= most }
    }

    var search: DaySearch { DaySearch(pattern, limitsOnly: skip != .omit) }

    /// The first time from `time` on and not after `last`, in seconds on the wall.
    func first(from time: Int, through last: Int, _ search: inout DaySearch) -> Int? {
        guard isPossible else { return nil }
        // A day that was moved forward belongs to the period before.
        let day = time.floorDivided(by: 86400) - (skip == .forward ? 1 : 0)
        var period = aligned(max(anchor, self.period(of: day)), up: true)
        let end = self.period(of: last.floorDivided(by: 86400)) + (skip == .backward ? 1 : 0)
        while period <= end {
            if let found = slots(of: period, &search).first(from: time) { return found <= last ? found : nil }
            period += interval
        }
        return nil
    }

    /// The last time up to `time` and not before `first`, in seconds on the wall.
    func last(upTo time: Int, from first: Int, _ search: inout DaySearch) -> Int? {
        guard isPossible else { return nil }
        let day = time.floorDivided(by: 86400) + (skip == .backward ? 1 : 0)
        var period = aligned(self.period(of: day), up: false)
        let end = max(anchor, self.period(of: first.floorDivided(by: 86400) - (skip == .forward ? 1 : 0)))
        while period >= end {
            if let found = slots(of: period, &search).last(upTo: time) { return found >= first ? found : nil }
            period -= interval
        }
        return nil
    }

    /// The time that is number `count`, from 1, from `first` on and not after `last`.
    func time(_ count: Int, from first: Int, through last: Int, _ search: inout DaySearch) -> Int? {
        guard isPossible else { return nil }
        var rest = count
        let end = self.period(of: last.floorDivided(by: 86400)) + (skip == .backward ? 1 : 0)
        for period in stride(from: anchor, through: end, by: interval) {
            let slots = slots(of: period, &search)
            let passed = slots.count(before: first)
            if rest <= slots.count - passed { return slots[passed + rest - 1] }
            rest -= slots.count - passed
        }
        return nil
    }

    private func aligned(_ period: Int, up: Bool) -> Int {
        let periods = period - anchor
        return anchor + (up ? -(-periods).floorDivided(by: interval) : periods.floorDivided(by: interval)) * interval
    }

    private func period(of day: Int) -> Int { Self.period(of: day, frequency, weekStart) }

    private static func period(of day: Int, _ frequency: Frequency, _ weekStart: Weekday) -> Int {
        // 1970-01-01 was a Thursday.
        if frequency == .weekly { return (day + 3 - weekStart.rawValue).floorDivided(by: 7) }
        let date = CivilDate(clamping: day)
        return frequency == .yearly ? date.year : date.year * 12 + date.month - 1
    }

    private func slots(of period: Int, _ search: inout DaySearch) -> Slots {
        Slots(days: ownDays(of: period, &search), clock: clock, positions: positions)
    }

    /// The days of a period without one that skipping has given to the period before as well, so that periods are
    /// apart.
    private func ownDays(of period: Int, _ search: inout DaySearch) -> [Int] {
        let days = days(of: period, &search)
        guard skip != .omit, interval == 1, period > anchor, let first = days.first, first <= firstDay(of: period),
            first == self.days(of: period - 1, &search).last
        else { return days }
        return Array(days.dropFirst())
    }

    /// Of a year or a month.
    private func firstDay(of period: Int) -> Int {
        if frequency == .yearly { return CalendarYear(period).firstDay }
        let year = CalendarYear(period / 12)
        return year.firstDay + year.days(beforeMonth: period % 12 + 1)
    }

    private func days(of period: Int, _ search: inout DaySearch) -> [Int] {
        switch frequency {
        case .weekly:
            let first = period * 7 - 3 + weekStart.rawValue
            return (first..<first + 7).filter { DaySearch.days.contains($0) && search.contains($0) }
        case .yearly:
            return days(of: period, months: 1...12, &search)
        default:
            let month = period % 12 + 1
            return days(of: period / 12, months: month...month, &search)
        }
    }

    private func days(of number: Int, months: ClosedRange<Int>, _ search: inout DaySearch) -> [Int] {
        guard (1...9999).contains(number) else { return [] }
        let year = CalendarYear(number)
        if skip != .omit {
            return pattern.movedDays(of: year, months: months, forward: skip == .forward).filter {
                DaySearch.days.contains($0) && search.contains($0)
            }
        }
        let set = search.days(of: number)
        var days: [Int] = []
        for month in months {
            var bits = set[month]
            let before = year.firstDay + year.days(beforeMonth: month)
            while bits != 0 {
                days.append(before + bits.trailingZeroBitCount)
                bits &= bits &- 1
            }
        }
        return days
    }
}
