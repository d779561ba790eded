import Time

/// A rule and a start, worked out into what answers "which is the first time from here on".
///
/// All its times are seconds since 1970-01-01T00:00:00 on the wall.
enum Expansion: Sendable {
    case calendar(CalendarPeriods)
    case clock(ClockPeriods)

    /// - Parameter isAllDay: whether parts that speak of times of day are ignored (RFC 5545, section 3.3.10).
    init(_ rule: RecurrenceRule, start: CivilDateTime, isAllDay: Bool) {
        func list(_ numbers: [Int], _ all: Range<Int>, expandedBy frequency: Frequency, else own: Int) -> [Int] {
            if isAllDay { return [0] }
            if !numbers.isEmpty { return numbers }
            return rule.frequency < frequency ? [own] : Array(all)
        }
        let hours = list(rule.hours, 0..<24, expandedBy: .hourly, else: start.hour)
        let minutes = list(rule.minutes, 0..<60, expandedBy: .minutely, else: start.minute)
        let seconds = list(rule.seconds, 0..<60, expandedBy: .secondly, else: start.second)
        // What is shorter than the period lies within it; what is not limits when it may begin.
        let begins = ClockTimes(
            hours: rule.frequency < .hourly ? [0] : hours, minutes: rule.frequency < .minutely ? [0] : minutes,
            seconds: rule.frequency < .secondly ? [0] : seconds)
        let clock = ClockTimes(
            hours: rule.frequency < .hourly ? hours : [0], minutes: rule.frequency < .minutely ? minutes : [0],
            seconds: rule.frequency < .secondly ? seconds : [0])
        self =
            rule.frequency < .daily
            ? .calendar(CalendarPeriods(rule, start: start, clock: clock))
            : .clock(ClockPeriods(rule, start: start, clock: clock, begins: begins))
    }

    /// What the searches of one caller remember.
    var search: DaySearch {
        switch self {
        case .calendar(let periods): periods.search
        case .clock(let periods): periods.search
        }
    }

    /// The first time from `time` on and not after `last`.
    func first(from time: Int, through last: Int, _ search: inout DaySearch) -> Int? {
        switch self {
        case .calendar(let periods): periods.first(from: time, through: last, &search)
        case .clock(let periods): periods.first(from: time, through: last, &search)
        }
    }

    /// The last time up to `time` and not before `first`.
    func last(upTo time: Int, from first: Int, _ search: inout DaySearch) -> Int? {
        switch self {
        case .calendar(let periods): periods.last(upTo: time, from: first, &search)
        case .clock(let periods): periods.last(upTo: time, from: first, &search)
        }
    }

    /// The time that is number `count`, from 1, from `first` on and not after `last`.
    func time(_ count: Int, from first: Int, through last: Int, _ search: inout DaySearch) -> Int? {
        switch self {
        case .calendar(let periods): periods.time(count, from: first, through: last, &search)
        case .clock(let periods): periods.time(count, from: first, through: last, &search)
        }
    }
}
