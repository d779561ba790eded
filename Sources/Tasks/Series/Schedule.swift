import Recurrence
import Time

/// When a series happens: its rule, counted from its start on the wall clock of its zone.
struct Schedule: Sendable {
    private let recurrence: Recurrence
    private let zone: Zone

    /// Throws what is wrong with the rule.
    init(_ series: RecurringTask) throws(RecurrenceRuleError) {
        let zone = series.zone
        let rule = try series.recurrenceRule
        switch series.start {
        case .at(let instant): try self.init(rule, start: zone.local(at: instant), isAllDay: false, of: series)
        case .allDay(let day): try self.init(rule, start: CivilDateTime(midnightOf: day), isAllDay: true, of: series)
        }
    }

    private init(
        _ rule: RecurrenceRule, start: CivilDateTime, isAllDay: Bool, of series: RecurringTask
    ) throws(RecurrenceRuleError) {
        zone = series.zone
        // What comes later has no place in the contract's years.
        let latest = zone.local(at: .latest)
        let end = min(series.end.map { [zone] in Self.lastTime($0, zone) } ?? latest, latest)
        if isAllDay {
            recurrence = try Recurrence(rule, start: start.date, in: zone, end: end.date)
        } else {
            recurrence = Recurrence(rule, start: start, in: zone, end: end)
        }
    }

    private static func lastTime(_ end: DueDate, _ zone: Zone) -> CivilDateTime {
        switch end {
        case .at(let instant): zone.local(at: instant)
        case .allDay(let day): CivilDateTime(midnightOf: day).adding(seconds: 86399) ?? .latest
        }
    }

    /// The first occurrence; nil when there is none at all.
    var first: Occurrence? {
        recurrence.next(after: zone.instant(of: recurrence.start).adding(milliseconds: -1)).map {
            named($0.time, at: $0.instant)
        }
    }

    /// The first occurrence that falls due at `instant` or later.
    func first(dueFrom instant: Instant) -> Occurrence? {
        let start = recurrence.isAllDay ? zone.start(of: zone.date(at: instant)) : instant
        return recurrence.next(after: start.adding(milliseconds: -1)).map { named($0.time, at: $0.instant) }
    }

    /// The last occurrence that has fallen due at `instant`.
    func last(dueBy instant: Instant) -> Occurrence? {
        let end = recurrence.isAllDay ? zone.start(of: zone.date(at: instant)) : instant.adding(milliseconds: 1)
        return recurrence.previous(before: end).map { named($0.time, at: $0.instant) }
    }

    func next(after occurrence: Occurrence) -> Occurrence? {
        recurrence.next(after: occurrence.start(in: zone)).map { named($0.time, at: $0.instant) }
    }

    func previous(before occurrence: Occurrence) -> Occurrence? {
        recurrence.previous(before: occurrence.start(in: zone)).map { named($0.time, at: $0.instant) }
    }

    /// What a name, ``Occurrence/wallClock``, means in this series, whether or not it happens then; nil for what is no
    /// name.
    func occurrence(named name: String) -> Occurrence? {
        let time = recurrence.isAllDay ? RFC3339.date(name).map(CivilDateTime.init(midnightOf:)) : CivilDateTime(name)
        return time.map { named($0, at: zone.instant(of: $0)) }
    }

    func contains(_ occurrence: Occurrence) -> Bool {
        time(of: occurrence).map(recurrence.contains) ?? false
    }

    /// Whether it can happen several times on one day.
    var isWithinDays: Bool {
        let rule = recurrence.rule
        return !recurrence.isAllDay && (rule.frequency >= .hourly || rule.hours.count > 1)
    }

    /// How many occurrences there are in all; nil when the rule does not count them.
    var count: Int? { recurrence.rule.count }

    /// The same rule, counted anew from an occurrence.
    func restarted(at occurrence: Occurrence, of series: RecurringTask) throws(RecurrenceRuleError) -> Schedule {
        try Schedule(
            recurrence.rule.uncounted, start: time(of: occurrence) ?? recurrence.start, isAllDay: recurrence.isAllDay,
            of: series)
    }

    /// The same rule, counted anew from the day of a completion, at the same time of day (in a rule of hours: from
    /// its hour).
    func restarted(atCompletion instant: Instant, of series: RecurringTask) throws(RecurrenceRuleError) -> Schedule {
        let completed = zone.local(at: instant)
        let time = recurrence.start
        let hour = recurrence.rule.frequency >= .hourly ? completed.hour : time.hour
        // Its parts are those of times, so that there is one.
        let start = CivilDateTime(date: completed.date, hour: hour, minute: time.minute, second: time.second)
        return try Schedule(
            recurrence.rule.uncounted, start: start ?? completed, isAllDay: recurrence.isAllDay, of: series)
    }

    /// The first occurrence after the start, whether or not the start is one.
    var second: Occurrence? {
        recurrence.next(after: zone.instant(of: recurrence.start)).map { named($0.time, at: $0.instant) }
    }

    private func time(of occurrence: Occurrence) -> CivilDateTime? {
        occurrence.day.map(CivilDateTime.init(midnightOf:)) ?? CivilDateTime(occurrence.wallClock)
    }

    private func named(_ time: CivilDateTime, at instant: Instant) -> Occurrence {
        Occurrence(
            wallClock: recurrence.text(of: time), due: recurrence.isAllDay ? zone.end(of: time.date) : instant)
    }
}
