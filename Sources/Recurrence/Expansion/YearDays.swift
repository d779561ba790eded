import Time

/// A set of days of one year: a bit for each day of each month.
struct YearDays: Hashable, Sendable {
    /// Bit n-1 is day n.
    private(set) var months: [UInt32]

    static let none = YearDays(months: Array(repeating: 0, count: 12))

    init(months: [UInt32]) {
        self.months = months
    }

    /// Every day of the year, or of those months of it.
    init(of year: CalendarYear, months: [Int] = []) {
        self = .none
        for month in months.isEmpty ? Array(1...12) : months {
            self.months[month - 1] = (1 << UInt32(CivilDate.days(inMonth: month, of: year.number))) - 1
        }
    }

    var isEmpty: Bool { months.allSatisfy { $0 == 0 } }

    subscript(month: Int) -> UInt32 {
        get { months[month - 1] }
        set { months[month - 1] = newValue }
    }

    func contains(month: Int, day: Int) -> Bool { months[month - 1] >> UInt32(day - 1) & 1 == 1 }

    mutating func insert(month: Int, day: Int) { months[month - 1] |= 1 << UInt32(day - 1) }

    /// Inserts a day of the year, counted from 0, unless it lies outside.
    mutating func insert(dayOfYear: Int, of year: CalendarYear) {
        guard (0..<year.length).contains(dayOfYear) else { return }
        let (month, day) = year.monthAndDay(dayOfYear)
        insert(month: month, day: day)
    }

    mutating func formIntersection(_ other: YearDays) {
        for month in 1...12 { self[month] &= other[month] }
    }

    mutating func formUnion(_ other: YearDays) {
        for month in 1...12 { self[month] |= other[month] }
    }
}
