public import Time

/// When a person wants to be reminded of a task.
public enum Reminder: Hashable, Sendable {
    /// So many seconds before the due date; 0 is the due date itself.
    case before(seconds: Int64)
    case at(Instant)

    /// Reminders of one task, and lead times of one person, at most.
    public static let limit = 10
    /// The longest time before a due date: 366 days, in seconds.
    public static let longestLead: Int64 = 366 * 86400

    /// The instant of the reminder; nil when there is no due date to count from.
    func instant(before due: Instant?) -> Instant? {
        switch self {
        case .before(let seconds): due?.adding(seconds: -seconds)
        case .at(let instant): instant
        }
    }
}
