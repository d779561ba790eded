public import Time

/// The bound of a rule in time (`UNTIL`), which is inclusive.
public enum Until: Hashable, Sendable {
    /// To the end of this day.
    case date(CivilDate)
    /// To this time on the clocks of the series.
    case local(CivilDateTime)
    /// To this instant, which is written as a time in UTC.
    case utc(CivilDateTime)

    /// As RFC 5545 writes it: `20261224`, `20261224T090000` or `20261224T090000Z`.
    var text: String {
        switch self {
        case .date(let date): date.basicText
        case .local(let time): time.basicText
        case .utc(let time): time.basicText + "Z"
        }
    }

    /// Reads ``text``. A leap second is read as the second before it (RFC 5545, section 3.3.12).
    init?(_ text: String) {
        let isUTC = text.hasSuffix("Z")
        if let date = CivilDate(basicText: text) {
            self = .date(date)
        } else if let time = CivilDateTime(basicText: isUTC ? String(text.dropLast()) : text) {
            self = isUTC ? .utc(time) : .local(time)
        } else {
            return nil
        }
    }
}

extension CivilDate {
    /// The form of iCalendar: `20261124`.
    public var basicText: String {
        String(description.utf8.filter { $0 != UInt8(ascii: "-") }.map { Character(Unicode.Scalar($0)) })
    }

    /// Reads the form of iCalendar, `20261124`. Nil for anything else, and for a day that does not exist.
    public init?(basicText text: String) {
        guard text.utf8.count == 8, let digits = Self.number(text) else { return nil }
        self.init(year: digits / 10000, month: digits / 100 % 100, day: digits % 100)
    }

    fileprivate static func number(_ text: some StringProtocol) -> Int? {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
    }
}

extension CivilDateTime {
    /// The form of iCalendar: `20261124T090000`.
    public var basicText: String {
        date.basicText + description.dropFirst(10).filter { $0 != ":" }
    }

    /// Reads the form of iCalendar, `20261124T090000`. A leap second is read as the second before it (RFC 5545,
    /// section 3.3.12). Nil for anything else.
    public init?(basicText text: String) {
        guard text.utf8.count == 15, text.utf8.dropFirst(8).first == UInt8(ascii: "T"),
            let date = CivilDate(basicText: String(text.prefix(8))), let time = CivilDate.number(text.suffix(6))
        else { return nil }
        let second = time % 100
        self.init(date: date, hour: time / 10000, minute: time / 100 % 100, second: second == 60 ? 59 : second)
    }
}
