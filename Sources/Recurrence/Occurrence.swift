public import Time

/// One time of a series, and the instant at which it is that time in the series' zone.
public struct Occurrence: Hashable, Sendable {
    /// What the rule says. In a gap of daylight saving this is a time that no clock shows.
    public let time: CivilDateTime
    public let instant: Instant
}
