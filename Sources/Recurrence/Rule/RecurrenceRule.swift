public import Time

/// A recurrence rule of RFC 5545, section 3.3.10, with `SKIP` of RFC 7529.
///
/// A rule says which times a series has once it is given a start: see ``Recurrence``.
///
/// ```swift
/// let rule = try RecurrenceRule("FREQ=MONTHLY;BYDAY=-1FR;COUNT=10")
/// ```
///
/// Lists are sorted and free of repetitions, whatever the text was, so that equal rules are equal values.
public struct RecurrenceRule: Hashable, Sendable {
    public let frequency: Frequency
    /// Only every so-many-th period counts (`INTERVAL`); at least 1.
    public internal(set) var interval = 1
    /// How many times there are in all (`COUNT`); at least 1.
    public internal(set) var count: Int?
    /// When the series ends (`UNTIL`). A rule has this or ``count``, not both.
    public internal(set) var until: Until?
    /// On which day weeks begin (`WKST`).
    public internal(set) var weekStart = Weekday.monday
    /// `BYMONTH`, 1…12.
    public internal(set) var months: [Int] = []
    /// `BYWEEKNO`, ±1…53: weeks of the year, the first of which has at least four days in it.
    public internal(set) var weeks: [Int] = []
    /// `BYYEARDAY`, ±1…366.
    public internal(set) var yearDays: [Int] = []
    /// `BYMONTHDAY`, ±1…31.
    public internal(set) var monthDays: [Int] = []
    /// `BYDAY`.
    public internal(set) var weekdays: [RuleWeekday] = []
    /// `BYHOUR`, 0…23.
    public internal(set) var hours: [Int] = []
    /// `BYMINUTE`, 0…59.
    public internal(set) var minutes: [Int] = []
    /// `BYSECOND`, 0…59; the leap second 60 is read as 59.
    public internal(set) var seconds: [Int] = []
    /// `BYSETPOS`, ±1…366: which of a period's times remain.
    public internal(set) var positions: [Int] = []
    /// What becomes of a day that does not exist (`SKIP`).
    public internal(set) var skip = Skip.omit

    /// What becomes of a day that does not exist, such as 31 April (RFC 7529, section 4.1).
    public enum Skip: String, CaseIterable, Hashable, Sendable {
        /// It is left out.
        case omit = "OMIT"
        /// It is the day before: 30 April.
        case backward = "BACKWARD"
        /// It is the day after: 1 May.
        case forward = "FORWARD"
    }

    /// The largest interval and count that a text can give: 18 digits, so that no sum of a few of them overflows.
    static let largestNumber = 999_999_999_999_999_999

    init(frequency: Frequency) {
        self.frequency = frequency
    }

    /// Whether the rule can have times that are less than an hour apart.
    public var isFinerThanHourly: Bool {
        frequency > .hourly || minutes.count > 1 || seconds.count > 1
    }
}

/// The rules of simple series. Days and times that they do not name are those of the start. An interval below 1 counts
/// as 1.
extension RecurrenceRule {
    /// Every `interval` days.
    public static func daily(interval: Int = 1) -> RecurrenceRule { simple(.daily, interval) }

    /// Every `interval` weeks, on the weekday of the start.
    public static func weekly(interval: Int = 1) -> RecurrenceRule { simple(.weekly, interval) }

    /// Every `interval` months, on the day of the start: the 31st in a shorter month is its last day, and comes back
    /// to the 31st.
    public static func monthly(interval: Int = 1) -> RecurrenceRule { simple(.monthly, interval, skip: .backward) }

    /// Every `interval` years, on the day of the start: 29 February is the 28th in common years.
    public static func yearly(interval: Int = 1) -> RecurrenceRule { simple(.yearly, interval, skip: .backward) }

    private static func simple(_ frequency: Frequency, _ interval: Int, skip: Skip = .omit) -> RecurrenceRule {
        var rule = RecurrenceRule(frequency: frequency)
        rule.interval = min(max(1, interval), largestNumber)
        rule.skip = skip
        return rule
    }
}
