/// A day of the week, in the order of ISO 8601.
public enum Weekday: Int, CaseIterable, Hashable, Comparable, Sendable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    public static func < (left: Weekday, right: Weekday) -> Bool { left.rawValue < right.rawValue }

    /// The weekday of the day that lies `daysSinceEpoch` days after 1970-01-01, which was a Thursday.
    public init(daysSinceEpoch: Int) {
        self = Self.allCases[Self.index(daysSinceEpoch)]
    }

    private static func index(_ daysSinceEpoch: Int) -> Int {
        let remainder = daysSinceEpoch % 7
        return (remainder < 0 ? remainder + 10 : remainder + 3) % 7
    }
}

extension CivilDate {
    public var weekday: Weekday { Weekday(daysSinceEpoch: daysSinceEpoch) }
}
