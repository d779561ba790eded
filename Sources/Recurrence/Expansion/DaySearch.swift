import Time

/// Finds the days of a pattern, a year at a time, and remembers the years that it has worked out: there are but 28 kinds
/// of them, so that a search to the year 9999 that finds nothing is short.
struct DaySearch {
    private let pattern: DayPattern
    /// Whether only the weeks and weekdays of the pattern are asked for.
    private let limitsOnly: Bool
    private let isEveryDay: Bool
    private var year = CalendarYear(1970)
    private var current = YearDays.none
    private var currentIsEmpty = true
    private var isLoaded = false
    private var known: [Int: YearDays] = [:]

    static let days = CivilDate.earliest.daysSinceEpoch...CivilDate.latest.daysSinceEpoch

    init(_ pattern: DayPattern, limitsOnly: Bool = false) {
        self.pattern = pattern
        self.limitsOnly = limitsOnly
        isEveryDay = limitsOnly ? !pattern.hasLimits : pattern.isEveryDay
    }

    /// The days of a year, 1…9999, that are in the pattern.
    mutating func days(of number: Int) -> YearDays {
        load(number)
        return current
    }

    mutating func contains(_ day: Int) -> Bool {
        if isEveryDay { return true }
        let date = CivilDate(clamping: day)
        load(date.year)
        return current.contains(month: date.month, day: date.day)
    }

    /// The first day of the pattern from `day` to `last`.
    mutating func first(from day: Int, through last: Int) -> Int? {
        guard day <= last else { return nil }
        if isEveryDay { return day }
        let date = CivilDate(clamping: day)
        var (month, skipped) = (date.month, UInt32(date.day - 1))
        for number in date.year...9999 {
            load(number)
            if year.firstDay > last { return nil }
            while month <= 12 && !currentIsEmpty {
                let bits = (current[month] >> skipped) << skipped
                if bits != 0 {
                    let found = year.firstDay + year.days(beforeMonth: month) + bits.trailingZeroBitCount
                    return found <= last ? found : nil
                }
                (month, skipped) = (month + 1, 0)
            }
            (month, skipped) = (1, 0)
        }
        return nil
    }

    /// The last day of the pattern from `first` to `day`.
    mutating func last(upTo day: Int, from first: Int) -> Int? {
        guard day >= first else { return nil }
        if isEveryDay { return day }
        let date = CivilDate(clamping: day)
        var (month, kept) = (date.month, UInt32(date.day))
        for number in stride(from: date.year, through: 1, by: -1) {
            load(number)
            if year.firstDay + year.length <= first { return nil }
            while month >= 1 && !currentIsEmpty {
                let bits = kept >= 32 ? current[month] : current[month] & ((1 << kept) - 1)
                if bits != 0 {
                    let found = year.firstDay + year.days(beforeMonth: month) + 31 - bits.leadingZeroBitCount
                    return found >= first ? found : nil
                }
                (month, kept) = (month - 1, 32)
            }
            (month, kept) = (12, 32)
        }
        return nil
    }

    private mutating func load(_ number: Int) {
        if isLoaded && year.number == number { return }
        year = CalendarYear(number)
        isLoaded = true
        let kind = year.kind
        if let days = known[kind] {
            current = days
        } else {
            current = limitsOnly ? pattern.limits(of: year) : pattern.days(of: year)
            known[kind] = current
        }
        currentIsEmpty = current.isEmpty
    }
}

extension CivilDate {
    /// The nearest day of the years 1…9999.
    init(clamping day: Int) {
        self = CivilDate(daysSinceEpoch: day) ?? (day < 0 ? .earliest : .latest)
    }
}
