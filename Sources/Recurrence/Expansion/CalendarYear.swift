import Time

/// Where a year's days and weeks lie. Also defined for the years just outside of 1…9999.
struct CalendarYear {
    let number: Int
    /// 1 January, in days since 1970-01-01.
    let firstDay: Int

    init(_ number: Int) {
        self.number = number
        // Counted from 400 years before, so that the divisions never see a number below zero.
        let elapsed = number + 399
        firstDay = 365 * elapsed + elapsed / 4 - elapsed / 100 + elapsed / 400 - 719_162 - 146_097
    }

    var isLeap: Bool { CivilDate.isLeap(number) }
    var length: Int { isLeap ? 366 : 365 }
    var firstWeekday: Weekday { Weekday(daysSinceEpoch: firstDay) }

    /// Years of the same kind have the same days in them, and so do the years around them.
    var kind: Int {
        let leaps = (CivilDate.isLeap(number - 1) ? 1 : 0) + (isLeap ? 2 : 0) + (CivilDate.isLeap(number + 1) ? 4 : 0)
        return firstWeekday.rawValue * 8 + leaps
    }

    /// How many days of the year come before a month, 1…12.
    func days(beforeMonth month: Int) -> Int {
        Self.daysBefore[month - 1] + (isLeap && month > 2 ? 1 : 0)
    }

    private static let daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]

    /// The month, 1…12, and day of the month of a day of the year, counted from 0.
    func monthAndDay(_ dayOfYear: Int) -> (month: Int, day: Int) {
        var month = min(dayOfYear / 29 + 1, 12)
        while days(beforeMonth: month) > dayOfYear { month -= 1 }
        return (month, dayOfYear - days(beforeMonth: month) + 1)
    }

    /// How many days after 1 January the first week begins, -3…3: the first one with at least four days in the year.
    func firstWeek(startingOn weekStart: Weekday) -> Int {
        let daysIntoWeek = (firstWeekday.rawValue - weekStart.rawValue + 7) % 7
        return daysIntoWeek <= 3 ? -daysIntoWeek : 7 - daysIntoWeek
    }

    /// 52 or 53.
    func weekCount(startingOn weekStart: Weekday) -> Int {
        (length + CalendarYear(number + 1).firstWeek(startingOn: weekStart) - firstWeek(startingOn: weekStart)) / 7
    }
}
