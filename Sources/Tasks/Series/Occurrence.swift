public import Time

/// One time at which a series happens.
public struct Occurrence: Hashable, Sendable {
    /// `2026-11-23T09:00:00` on the wall clock of the series' zone, or `2026-11-23` for all day. It names the
    /// occurrence for good: a zone whose rules change moves ``due``, not this.
    public let wallClock: String
    /// All day: the last millisecond of the day in the series' zone.
    public let due: Instant

    /// The day of an all-day occurrence.
    public var day: CivilDate? { wallClock.utf8.count == 10 ? RFC3339.date(wallClock) : nil }

    /// The day that it falls on.
    var date: Substring { wallClock.prefix(10) }

    /// An instant in UTC, or a plain date: as ``DueDate`` has it.
    public var dueDate: DueDate { day.map { .allDay($0) } ?? .at(due) }

    /// When it begins: all day at the start of the day.
    func start(in zone: @autoclosure () -> Zone) -> Instant { day.map { zone().start(of: $0) } ?? due }
}
