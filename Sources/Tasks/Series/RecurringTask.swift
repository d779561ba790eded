public import Storage
public import Time

/// A task that comes back: what each of its occurrences becomes, and when.
public struct RecurringTask: Sendable, Equatable {
    public let id: Identifier
    public var title: String
    public var description: String
    public var priority: Priority
    /// In the order and spelling of their owner, without duplicates.
    public var tags: [String]
    public var type: RecurrenceType
    /// Days, weeks, months or years from one occurrence to the next; 1 for a custom rule, which has its own.
    public var interval: Int
    /// RFC 5545; follows from type and interval unless the type is custom.
    public var rule: String
    /// The IANA zone whose wall clock the series follows.
    public var timezone: String
    /// The first occurrence; a day makes all of them all-day.
    public var start: DueDate
    /// Inclusive; a day means its end.
    public var end: DueDate?
    public var anchor: Anchor
    /// How long before an occurrence its task is made.
    public var createAhead: ISODuration
    public var catchUp: CatchUp
    /// Whether its owner has stopped it for now.
    public var isPaused = false
    /// The next occurrence that is to be made; nil when there is none, or none that is known yet.
    public internal(set) var next: Occurrence?
    /// Whether the next occurrence follows from a completion that has not happened yet.
    public internal(set) var isWaiting = false
    /// What fell due before is not made any more.
    var notBefore: Instant?
    /// When a task was last made.
    public internal(set) var lastCreatedAt: Instant?
    /// The task that was made last, and the one before it.
    var currentTask: Identifier?
    var previousTask: Identifier?
    /// Counts the changes that people made, from 1.
    public internal(set) var version: Int64 = 1
    public let createdAt: Instant
    public internal(set) var updatedAt: Instant

    /// Whether anything is still to come without somebody's doing.
    public var isActive: Bool { !isPaused && (next != nil || isWaiting) }

    /// UTC for a zone that the system's database has lost.
    var zone: Zone { Zone(identifier: timezone) ?? .utc }

    /// When the next occurrence's task is to be made.
    var makeAt: Instant? {
        next.map { $0.start(in: zone).adding(seconds: -createAhead.seconds) }
    }
}

public enum RecurrenceType: String, CaseIterable, Sendable {
    case daily, weekly, monthly, yearly, custom
}

/// What an occurrence is counted from.
public enum Anchor: String, CaseIterable, Sendable {
    /// The start of the series.
    case schedule
    /// The completion of the one before.
    case completion
}

/// What becomes of occurrences whose time went by without a task.
public enum CatchUp: String, CaseIterable, Sendable {
    case latest, all
    case nothing = "none"
}
