public import Time

/// The times of a series: a rule, and the start that it counts from.
///
/// ```swift
/// let rule = try RecurrenceRule("FREQ=MONTHLY;BYDAY=-1FR")
/// let series = Recurrence(rule, start: start, in: zone)
/// let next = series.next(after: now)  // an Occurrence, with its instant
/// for time in series.times.prefix(10) { … }  // times on the wall
/// ```
///
/// The start gives the rule what it leaves open, such as the time of day. It is itself a time of the series only if it
/// matches the rule. Times are wall-clock times: they stay the same across daylight saving.
///
/// No question depends on how long ago the series began: the period is computed that an answer can lie in. Nor does any
/// go on forever: the calendar ends with the year 9999, each of its days or periods is looked at once at most, and years
/// that are alike are worked out once (`WorkTests` has the worst rules). With `COUNT`, the last time is
/// worked out when the series is made, by counting whole days or periods.
public struct Recurrence: Sendable {
    public let rule: RecurrenceRule
    /// Where the series is counted from; midnight when it is of whole days.
    public let start: CivilDateTime
    /// Whether the times are whole days, which ``next(after:)-(CivilDateTime)`` shows as midnights.
    public let isAllDay: Bool
    public let zone: Zone
    /// Nothing occurs after this time, because of `COUNT`, `UNTIL` or the end that was given. Nil when nothing ends the
    /// series.
    public let end: CivilDateTime?

    let expansion: Expansion
    /// In seconds on the wall.
    let bounds: ClosedRange<Int>?

    /// A series at times of day.
    ///
    /// - Parameters:
    ///   - zone: whose clocks show the times.
    ///   - end: the last time that may be one of the series; the earliest of this, `UNTIL` and `COUNT` ends it.
    public init(_ rule: RecurrenceRule, start: CivilDateTime, in zone: Zone = .utc, end: CivilDateTime? = nil) {
        self.init(rule, start, isAllDay: false, zone, end)
    }

    /// A series of whole days. `BYHOUR`, `BYMINUTE` and `BYSECOND` are ignored (RFC 5545, section 3.3.10).
    ///
    /// - Parameters:
    ///   - zone: in which the days begin.
    ///   - end: the last day that may be one of the series.
    /// - Throws: when the rule counts in hours, minutes or seconds.
    public init(
        _ rule: RecurrenceRule, start: CivilDate, in zone: Zone = .utc, end: CivilDate? = nil
    ) throws(RecurrenceRuleError) {
        guard rule.frequency <= .daily else {
            throw RecurrenceRuleError("FREQ", "whole days cannot repeat \(rule.frequency)")
        }
        let last = end.map { CivilDateTime(midnightOf: $0) }
        self.init(rule, CivilDateTime(midnightOf: start), isAllDay: true, zone, last)
    }

    private init(
        _ rule: RecurrenceRule, _ start: CivilDateTime, isAllDay: Bool, _ zone: Zone, _ end: CivilDateTime?
    ) {
        self.rule = rule
        self.start = start
        self.isAllDay = isAllDay
        self.zone = zone
        expansion = Expansion(rule, start: start, isAllDay: isAllDay)
        var last = [end, rule.until?.last(in: zone)].compactMap(\.self).min()
        let first = start.secondsSinceEpoch
        var limit = (last ?? .latest).secondsSinceEpoch
        if let count = rule.count, first <= limit {
            var search = expansion.search
            if let time = expansion.time(count, from: first, through: limit, &search), time <= limit {
                last = CivilDateTime(secondsSinceEpoch: time)
                limit = time
            }
        }
        self.end = last
        bounds = first <= limit ? first...limit : nil
    }

    /// The first time of the series after `time`; nil when there is none.
    public func next(after time: CivilDateTime) -> CivilDateTime? {
        var search = expansion.search
        return first(from: time.secondsSinceEpoch + 1, &search).flatMap(CivilDateTime.init(secondsSinceEpoch:))
    }

    /// The last time of the series before `time`; nil when there is none.
    public func previous(before time: CivilDateTime) -> CivilDateTime? {
        var search = expansion.search
        return last(upTo: time.secondsSinceEpoch - 1, &search).flatMap(CivilDateTime.init(secondsSinceEpoch:))
    }

    /// Whether `time` is a time of the series.
    public func contains(_ time: CivilDateTime) -> Bool {
        var search = expansion.search
        return first(from: time.secondsSinceEpoch, &search) == time.secondsSinceEpoch
    }

    /// How the series names one of its times: `2026-11-24` when it is of whole days, else `2026-11-24T09:00:00`.
    public func text(of time: CivilDateTime) -> String { isAllDay ? time.date.description : time.description }

    func first(from time: Int, _ search: inout DaySearch) -> Int? {
        guard let bounds, time <= bounds.upperBound else { return nil }
        return expansion.first(from: max(time, bounds.lowerBound), through: bounds.upperBound, &search)
    }

    func last(upTo time: Int, _ search: inout DaySearch) -> Int? {
        guard let bounds, time >= bounds.lowerBound else { return nil }
        return expansion.last(upTo: min(time, bounds.upperBound), from: bounds.lowerBound, &search)
    }
}

extension Until {
    /// The last time on the wall that the bound lets through.
    fileprivate func last(in zone: Zone) -> CivilDateTime {
        switch self {
        case .date(let date): CivilDateTime(midnightOf: date).adding(seconds: 86399) ?? .latest
        case .local(let time): time
        case .utc(let time): zone.local(at: Zone.utc.instant(of: time))
        }
    }
}
