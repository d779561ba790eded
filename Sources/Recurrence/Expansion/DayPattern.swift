import Time

/// Which days a rule names, with what it leaves open taken from the start.
///
/// A day is in the pattern if every part of the rule that speaks of days holds for it. That is what the RFC's table of
/// parts that expand and parts that limit comes to, because a period of a rule is a set of days.
struct DayPattern: Hashable, Sendable {
    private(set) var months: [Int]
    private(set) var weeks: [Int]
    private(set) var yearDays: [Int]
    private(set) var monthDays: [Int]
    private(set) var weekdays: [RuleWeekday]
    private let weekStart: Weekday
    /// Whether "the second Monday" is that of the month rather than of the year.
    private let countsWeekdaysInMonth: Bool

    init(_ rule: RecurrenceRule, start: CivilDate) {
        months = rule.months
        weeks = rule.weeks
        yearDays = rule.yearDays
        monthDays = rule.monthDays
        weekdays = rule.weekdays
        weekStart = rule.weekStart
        countsWeekdaysInMonth = rule.frequency == .monthly || !rule.months.isEmpty
        let namesDays = !yearDays.isEmpty || !monthDays.isEmpty || !weekdays.isEmpty
        switch rule.frequency {
        case .yearly where !namesDays && weeks.isEmpty:
            monthDays = [start.day]
            if months.isEmpty { months = [start.month] }
        case .monthly where !namesDays && weeks.isEmpty:
            monthDays = [start.day]
        case .yearly where !namesDays, .weekly where !namesDays && weeks.isEmpty:
            weekdays = [RuleWeekday(start.weekday)]
        default: break
        }
    }

    var isEveryDay: Bool { months.isEmpty && yearDays.isEmpty && monthDays.isEmpty && !hasLimits }

    /// Whether there are weeks or weekdays that limit the days.
    var hasLimits: Bool { !weeks.isEmpty || !weekdays.isEmpty }

    /// An upper bound of the days that a period can have.
    func mostDays(inPeriodOf frequency: Frequency) -> Int {
        switch frequency {
        case .weekly: weekdays.isEmpty ? 7 : weekdays.count
        // Five of each weekday, and one that was moved.
        case .monthly: min(monthDays.isEmpty ? 31 : monthDays.count, weekdays.isEmpty ? 31 : weekdays.count * 5 + 1)
        default: 366
        }
    }

    /// The days of a year that are in the pattern.
    func days(of year: CalendarYear) -> YearDays {
        var days = YearDays(of: year, months: months)
        if !monthDays.isEmpty { days.formIntersection(namedMonthDays(of: year)) }
        if !yearDays.isEmpty { days.formIntersection(namedYearDays(of: year)) }
        days.formIntersection(limits(of: year))
        return days
    }

    /// The days of a year that the weeks and weekdays of the rule allow.
    func limits(of year: CalendarYear) -> YearDays {
        var days = YearDays(of: year)
        if !weeks.isEmpty { days.formIntersection(namedWeeks(of: year)) }
        if !weekdays.isEmpty { days.formIntersection(namedWeekdays(of: year)) }
        return days
    }

    private func namedMonthDays(of year: CalendarYear) -> YearDays {
        var days = YearDays.none
        for month in 1...12 {
            let length = CivilDate.days(inMonth: month, of: year.number)
            for number in monthDays {
                let day = number > 0 ? number : length + 1 + number
                if (1...length).contains(day) { days.insert(month: month, day: day) }
            }
        }
        return days
    }

    private func namedYearDays(of year: CalendarYear) -> YearDays {
        var days = YearDays.none
        for number in yearDays { days.insert(dayOfYear: number > 0 ? number - 1 : year.length + number, of: year) }
        return days
    }

    /// The days of the numbered weeks. Those of a week that reaches into a neighbouring year are named by the number
    /// that the week has in the year to which most of it belongs.
    private func namedWeeks(of year: CalendarYear) -> YearDays {
        var days = YearDays.none
        let (last, next) = (CalendarYear(year.number - 1), CalendarYear(year.number + 1))
        let first = year.firstWeek(startingOn: weekStart)
        let (count, lastCount, nextCount) = (
            year.weekCount(startingOn: weekStart), last.weekCount(startingOn: weekStart),
            next.weekCount(startingOn: weekStart)
        )
        func insertWeek(_ index: Int) {
            for day in 0..<7 { days.insert(dayOfYear: first + index * 7 + day, of: year) }
        }
        for number in weeks {
            let index = number > 0 ? number - 1 : count + number
            if (0..<count).contains(index) { insertWeek(index) }
            if number == lastCount || number == -1 { insertWeek(-1) }
            if number == 1 || number == -nextCount { insertWeek(count) }
        }
        return days
    }

    private func namedWeekdays(of year: CalendarYear) -> YearDays {
        var days = YearDays.none
        let (plain, numbered) = (weekdays.filter { $0.ordinal == nil }, weekdays.filter { $0.ordinal != nil })
        for month in 1...12 where !plain.isEmpty || countsWeekdaysInMonth {
            let length = CivilDate.days(inMonth: month, of: year.number)
            let firstWeekday = Weekday(daysSinceEpoch: year.firstDay + year.days(beforeMonth: month))
            for entry in plain {
                for day in stride(from: firstWeekday.days(to: entry.weekday) + 1, through: length, by: 7) {
                    days.insert(month: month, day: day)
                }
            }
            for entry in numbered where countsWeekdaysInMonth {
                let day = entry.day(inSpanOf: length, startingOn: firstWeekday)
                if (0..<length).contains(day) { days.insert(month: month, day: day + 1) }
            }
        }
        for entry in numbered where !countsWeekdaysInMonth {
            days.insert(dayOfYear: entry.day(inSpanOf: year.length, startingOn: year.firstWeekday), of: year)
        }
        return days
    }
}

extension Weekday {
    /// 0…6: how many days later the next such weekday is.
    func days(to other: Weekday) -> Int { (other.rawValue - rawValue + 7) % 7 }
}

extension RuleWeekday {
    /// The n-th such weekday of so many days, counted from 0; outside of them when there are not as many.
    fileprivate func day(inSpanOf length: Int, startingOn first: Weekday) -> Int {
        let offset = first.days(to: weekday)
        guard let ordinal else { return offset }
        if ordinal > 0 { return offset + (ordinal - 1) * 7 }
        return offset + ((length - 1 - offset) / 7 + 1 + ordinal) * 7
    }
}
