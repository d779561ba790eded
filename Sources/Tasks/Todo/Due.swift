public import Time

/// When a task falls due.
public struct Due: Hashable, Sendable {
    /// The instant after which the task is overdue.
    public let instant: Instant
    /// The day of an all-day task, which falls due at the end of that day in its owner's zone.
    public let day: CivilDate?

    public init(at instant: Instant) {
        self.instant = instant
        day = nil
    }

    public init(day: CivilDate, in zone: Zone) {
        instant = zone.end(of: day)
        self.day = day
    }

    init(instant: Instant, day: CivilDate?) {
        self.instant = instant
        self.day = day
    }

    /// As the contract writes it: a plain date for a day, RFC 3339 otherwise.
    public var text: String { day?.description ?? RFC3339.text(instant) }
}

/// A date as somebody gives it, an instant or a day, before it is known in which zone the day is: the due date of a
/// task, the start or end of a series.
public enum DueDate: Hashable, Sendable {
    case at(Instant)
    case allDay(CivilDate)

    /// Reads a date-time with offset or a plain date; nil for anything else.
    public init?(_ text: String) {
        if let day = RFC3339.date(text) {
            self = .allDay(day)
        } else if let instant = RFC3339.instant(text) {
            self = .at(instant)
        } else {
            return nil
        }
    }

    /// As the contract writes it: a plain date for a day, RFC 3339 otherwise.
    public var text: String {
        switch self {
        case .at(let instant): RFC3339.text(instant)
        case .allDay(let day): day.description
        }
    }

    func resolved(in zone: @autoclosure () throws -> Zone) rethrows -> Due {
        switch self {
        case .at(let instant): Due(at: instant)
        case .allDay(let day): Due(day: day, in: try zone())
        }
    }
}
