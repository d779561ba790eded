/// How long the periods are that a rule counts in (`FREQ`), from the longest to the shortest.
public enum Frequency: Int, CaseIterable, Hashable, Comparable, Sendable {
    case yearly, monthly, weekly, daily, hourly, minutely, secondly

    /// As RFC 5545 writes it: `YEARLY`.
    var name: String { "\(self)".uppercased() }

    /// A shorter period is greater: `.hourly > .daily`.
    public static func < (left: Frequency, right: Frequency) -> Bool { left.rawValue < right.rawValue }
}
