import Time

extension DayPattern {
    /// The days of a year's months that the rule names by number, where those that do not exist are moved to the day
    /// before or after (RFC 7529, section 4.1); ascending, in days since 1970-01-01.
    func movedDays(of year: CalendarYear, months named: ClosedRange<Int>, forward: Bool) -> [Int] {
        let months = named.filter { self.months.isEmpty || self.months.contains($0) }
        var days: Set<Int>?
        if !monthDays.isEmpty {
            days = Set(
                months.flatMap { month in
                    let length = CivilDate.days(inMonth: month, of: year.number)
                    let before = year.firstDay + year.days(beforeMonth: month)
                    return monthDays.map { before + Self.moved($0, in: length, forward) }
                })
        }
        if !yearDays.isEmpty {
            let inYear = yearDays.filter { months.contains(month(ofYearDay: $0, in: year)) }
                .map { year.firstDay + Self.moved($0, in: year.length, forward) }
            days = days?.intersection(inYear) ?? Set(inYear)
        }
        return (days ?? []).sorted()
    }

    /// A day's number, from 1 or from -1 at the end, as days after the first of so many. What does not exist is the last
    /// or the first day of them, or the day next to it.
    private static func moved(_ number: Int, in length: Int, _ forward: Bool) -> Int {
        if number > length { return forward ? length : length - 1 }
        if number < -length { return forward ? 0 : -1 }
        return number > 0 ? number - 1 : length + number
    }

    /// The month that a day of the year is in before it is moved.
    private func month(ofYearDay number: Int, in year: CalendarYear) -> Int {
        if number > year.length { return 12 }
        if number < -year.length { return 1 }
        return year.monthAndDay(number > 0 ? number - 1 : year.length + number).month
    }
}
