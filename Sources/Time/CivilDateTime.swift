/// A day and a time of day, to the second, as a clock on a wall shows them: without a time zone.
public struct CivilDateTime: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let date: CivilDate
    /// Seconds since midnight, 0…86399.
    public let secondOfDay: Int

    /// Nil unless the hour is 0…23, the minute 0…59 and the second 0…59.
    public init?(date: CivilDate, hour: Int, minute: Int = 0, second: Int = 0) {
        guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second) else { return nil }
        self.init(date: date, unchecked: hour * 3600 + minute * 60 + second)
    }

    /// Midnight, at which `date` begins.
    public init(midnightOf date: CivilDate) {
        self.init(date: date, unchecked: 0)
    }

    /// The time that lies so many seconds after 1970-01-01T00:00:00 on the same clock, negative before.
    /// Nil outside of the years 1…9999.
    public init?(secondsSinceEpoch: Int) {
        let day = secondsSinceEpoch.floorDivided(by: 86400)
        guard let date = CivilDate(daysSinceEpoch: day) else { return nil }
        self.init(date: date, unchecked: secondsSinceEpoch - day * 86400)
    }

    /// Reads ``description``: `2026-11-23T09:00:00`, in the years 1…9999. Nil for anything else.
    public init?(_ text: some StringProtocol) {
        var reader = CivilReader(bytes: Array(text.utf8.prefix(20)))
        guard let date = reader.date(), reader.skip("T"), let second = reader.secondOfDay(), reader.isAtEnd else {
            return nil
        }
        self.init(date: date, unchecked: second)
    }

    init(date: CivilDate, unchecked secondOfDay: Int) {
        self.date = date
        self.secondOfDay = secondOfDay
    }

    public var hour: Int { secondOfDay / 3600 }
    public var minute: Int { secondOfDay / 60 % 60 }
    public var second: Int { secondOfDay % 60 }

    /// Seconds since 1970-01-01T00:00:00 on the same clock, negative before.
    public var secondsSinceEpoch: Int { date.daysSinceEpoch * 86400 + secondOfDay }

    /// The time that a clock without daylight saving shows so many seconds later (earlier when negative).
    /// Nil outside of the years 1…9999.
    public func adding(seconds: Int) -> CivilDateTime? {
        let (sum, overflow) = secondsSinceEpoch.addingReportingOverflow(seconds)
        return overflow ? nil : CivilDateTime(secondsSinceEpoch: sum)
    }

    public static func < (left: CivilDateTime, right: CivilDateTime) -> Bool {
        left.date == right.date ? left.secondOfDay < right.secondOfDay : left.date < right.date
    }

    /// `YYYY-MM-DDThh:mm:ss`.
    public var description: String { "\(date)T\(Self.digits(hour)):\(Self.digits(minute)):\(Self.digits(second))" }

    private static func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// 0001-01-01T00:00:00.
    public static let earliest = CivilDateTime(date: .earliest, unchecked: 0)
    /// 9999-12-31T23:59:59.
    public static let latest = CivilDateTime(date: .latest, unchecked: 86399)
}
