public import Time

/// One entry of `BYDAY`: every such weekday, or the n-th of its month or year.
public struct RuleWeekday: Hashable, Comparable, Sendable {
    /// 1…53 from the front, -53…-1 from the back; nil for every one.
    public let ordinal: Int?
    public let weekday: Weekday

    public init(_ weekday: Weekday, ordinal: Int? = nil) {
        self.weekday = weekday
        self.ordinal = ordinal
    }

    /// By weekday, then by ordinal.
    public static func < (left: RuleWeekday, right: RuleWeekday) -> Bool {
        (left.weekday.rawValue, left.ordinal ?? 0) < (right.weekday.rawValue, right.ordinal ?? 0)
    }

    /// As RFC 5545 writes it: `MO`, `-1FR`.
    var text: String { (ordinal.map(String.init) ?? "") + weekday.code }
}

extension Weekday {
    /// The two letters of RFC 5545.
    var code: String { String("\(self)".prefix(2)).uppercased() }

    init?(code: String) {
        guard let day = Self.allCases.first(where: { $0.code == code }) else { return nil }
        self = day
    }
}
