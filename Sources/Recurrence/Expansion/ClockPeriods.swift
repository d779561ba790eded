import Time

/// The expansion of `FREQ=DAILY`, `HOURLY`, `MINUTELY` and `SECONDLY`: periods of equal length, counted from the one in
/// which the series starts, of which those count whose day and clock time the rule allows.
struct ClockPeriods: Sendable {
    /// Seconds from one period that counts to the next.
    private let step: Int
    /// Seconds that a period lasts; they divide a day.
    private let length: Int
    /// Where the period begins in which the series starts.
    private let anchor: Int
    /// The seconds of the day at which allowed periods begin.
    private let begins: ClockTimes
    /// The times within a period.
    private let times: Slots
    /// Whether any period can have a time on any day.
    private let isPossible: Bool
    private let pattern: DayPattern

    init(_ rule: RecurrenceRule, start: CivilDateTime, clock: ClockTimes, begins: ClockTimes) {
        length =
            switch rule.frequency {
            case .hourly: 3600
            case .minutely: 60
            case .secondly: 1
            default: 86400
            }
        // Further than the calendar reaches is the same as at its end.
        step = min(rule.interval, 1_000_000_000_000) * length
        let seconds = start.secondsSinceEpoch
        anchor = seconds.floorDivided(by: length) * length
        self.begins = begins
        times = Slots(days: [0], clock: clock, positions: rule.positions)
        pattern = DayPattern(rule, start: start.date)
        // From day to day the periods that count move by multiples of this, within a day.
        let shift = Self.greatestCommonDivisor(step, 86400)
        let phase = anchor - anchor.floorDivided(by: shift) * shift
        isPossible =
            times.count > 0
            && (step == length || (0..<begins.count).contains { begins[$0] % shift == phase })
    }

    private static func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
        second == 0 ? first : greatestCommonDivisor(second, first % second)
    }

    var search: DaySearch { DaySearch(pattern) }

    /// The first time from `time` on and not after `last`, in seconds on the wall.
    func first(from time: Int, through last: Int, _ search: inout DaySearch) -> Int? {
        guard isPossible else { return nil }
        let begin = aligned(max(time, anchor), up: false)
        if begin + length > time, isAllowed(begin, &search), let offset = times.first(from: time - begin) {
            return begin + offset <= last ? begin + offset : nil
        }
        var barren: Set<Int> = []
        guard let next = firstPeriod(from: max(begin + 1, time), through: last, &search, &barren) else { return nil }
        let found = next + times[0]
        return found <= last ? found : nil
    }

    /// The last time up to `time` and not before `first`, in seconds on the wall.
    func last(upTo time: Int, from first: Int, _ search: inout DaySearch) -> Int? {
        guard isPossible, time >= anchor else { return nil }
        let begin = aligned(time, up: false)
        if isAllowed(begin, &search), let offset = times.last(upTo: min(time - begin, length - 1)) {
            return begin + offset >= first ? begin + offset : nil
        }
        guard let period = lastPeriod(upTo: begin - 1, from: max(anchor, first - length + 1), &search) else {
            return nil
        }
        let found = period + times[times.count - 1]
        return found >= first ? found : nil
    }

    /// The time that is number `count`, from 1, from `first` on and not after `last`.
    func time(_ count: Int, from first: Int, through last: Int, _ search: inout DaySearch) -> Int? {
        guard isPossible else { return nil }
        var rest = count
        if isAllowed(anchor, &search) {
            let passed = times.count(before: first - anchor)
            if rest <= times.count - passed { return anchor + times[passed + rest - 1] }
            rest -= times.count - passed
        }
        var (counts, barren): ([Int: Int], Set<Int>) = ([:], [])
        var from = anchor + 1
        while let begin = firstPeriod(from: from, through: last, &search, &barren) {
            let day = begin.floorDivided(by: 86400)
            let second = begin - day * 86400
            let known = counts[second]
            let periods = known ?? countPeriods(from: second)
            counts[second] = periods
            if rest <= periods * times.count {
                let number = (rest - 1) / times.count
                return day * 86400 + period(number, from: second) + times[(rest - 1) % times.count]
            }
            rest -= periods * times.count
            from = (day + 1) * 86400
        }
        return nil
    }

    private func aligned(_ time: Int, up: Bool) -> Int {
        let distance = time - anchor
        return anchor + (up ? -(-distance).floorDivided(by: step) : distance.floorDivided(by: step)) * step
    }

    private func isAllowed(_ begin: Int, _ search: inout DaySearch) -> Bool {
        let day = begin.floorDivided(by: 86400)
        return DaySearch.days.contains(day) && begins.contains(begin - day * 86400) && search.contains(day)
    }

    /// Where the first allowed period begins from `time` on. Each day is looked at once, and a day on which the periods
    /// fall as on an earlier one without any (`barren`) is not looked through again.
    private func firstPeriod(
        from time: Int, through last: Int, _ search: inout DaySearch, _ barren: inout Set<Int>
    ) -> Int? {
        let lastDay = last.floorDivided(by: 86400)
        var begin = aligned(time, up: true)
        while begin <= last {
            let day = begin.floorDivided(by: 86400)
            guard let allowed = search.first(from: day, through: lastDay) else { return nil }
            if allowed > day {
                begin = aligned(allowed * 86400, up: true)
                if begin >= (allowed + 1) * 86400 { continue }
            }
            let second = begin - allowed * 86400
            if !barren.contains(second) {
                if let found = firstBegin(from: second) { return allowed * 86400 + found }
                barren.insert(second)
            }
            begin = aligned((allowed + 1) * 86400, up: true)
        }
        return nil
    }

    private func lastPeriod(upTo time: Int, from first: Int, _ search: inout DaySearch) -> Int? {
        let firstDay = first.floorDivided(by: 86400)
        var (begin, barren) = (aligned(time, up: false), Set<Int>())
        while begin >= first {
            let day = begin.floorDivided(by: 86400)
            guard let allowed = search.last(upTo: day, from: firstDay) else { return nil }
            if allowed < day {
                begin = aligned((allowed + 1) * 86400 - 1, up: false)
                if begin < allowed * 86400 { continue }
            }
            let second = begin - allowed * 86400
            if !barren.contains(second) {
                if let found = lastBegin(upTo: second) { return allowed * 86400 + found }
                barren.insert(second)
            }
            begin = aligned(allowed * 86400 - 1, up: false)
        }
        return nil
    }

    /// The first allowed begin from an aligned second of the day on: whichever is fewer, the allowed or the aligned ones,
    /// are looked at.
    private func firstBegin(from second: Int) -> Int? {
        let rank = begins.rank(of: second)
        if step == length { return rank < begins.count ? begins[rank] : nil }
        if (86400 - second) / step < begins.count - rank {
            return stride(from: second, to: 86400, by: step).first(where: begins.contains)
        }
        return (rank..<begins.count).lazy.map { begins[$0] }.first { ($0 - second).isMultiple(of: step) }
    }

    private func lastBegin(upTo second: Int) -> Int? {
        let count = begins.rank(of: second + 1)
        if step == length { return count > 0 ? begins[count - 1] : nil }
        if second / step < count {
            return stride(from: second, through: 0, by: -step).first(where: begins.contains)
        }
        return (0..<count).reversed().lazy.map { begins[$0] }.first { (second - $0).isMultiple(of: step) }
    }

    private func countPeriods(from second: Int) -> Int {
        if step == length { return begins.count - begins.rank(of: second) }
        return stride(from: second, to: 86400, by: step).count(where: begins.contains)
    }

    private func period(_ number: Int, from second: Int) -> Int {
        if step == length { return begins[begins.rank(of: second) + number] }
        var periods = stride(from: second, to: 86400, by: step).lazy.filter(begins.contains).makeIterator()
        for _ in 0..<number { _ = periods.next() }
        return periods.next() ?? second
    }
}
