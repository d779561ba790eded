import Time

extension DayPattern {
    /// The days of a year's months that the rule names by number, where those that do not exist are moved to the day
    /// before or after (RFC 7529, section 4.1); ascending, in days since 1970-01-01.
    func movedDays(of year: CalendarYear, months named: ClosedRange<Int>, forward: Bool) -> [Int] {
        let months = named.filter { self.months.isEmpty || self.months.contains($0) }
        guard !yearDays.isEmpty else { return movedMonthDays(of: year, months: months, forward) }
        let days = Set(
            yearDays.filter { months.contains(month(ofYearDay: $0, in: year)) }
                .map { year.firstDay + Self.moved($0, in: year.length, forward) })
        return monthDays.isEmpty
            ? days.sorted() : movedMonthDays(of: year, months: months, forward).filter(days.contains)
    }

    private func movedMonthDays(of year: CalendarYear, months: [Int], _ forward: Bool) -> [Int] {
        var days: [Int] = []
        for month in months {
            let length = CivilDate.days(inMonth: month, of: year.number)
            // From the day before the month, which is bit 0, to the day after it.
            var bits: UInt64 = 0
            for number in monthDays { bits |= 1 << UInt64(Self.moved(number, in: length, forward) + 1) }
            let before = year.firstDay + year.days(beforeMonth: month) - 1
            while bits != 0 {
                let day = before + bits.trailingZeroBitCount
                if day > days.last ?? .min { days.append(day) }
                bits &= bits &- 1
            }
        }
        return days
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
