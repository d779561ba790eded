public import Storage
public import Time

/// A thing to do. The type is not called `Task`: that is Swift's.
public struct Todo: Sendable, Equatable {
    public let id: Identifier
    public var title: String
    public var description: String
    public var priority: Priority
    /// When it was completed; nil while it is open.
    public var completedAt: Instant?
    public var due: Due?
    /// Whether the due-soon event of this due date has happened.
    public var notified: Bool
    public var series: Identifier?
    /// In the order and spelling of their owner, without duplicates.
    public var tags: [String]
    /// Counts the changes that people made, from 1.
    public var version: Int64
    public var updatedAt: Instant

    /// The moment that its identifier was made: the order of identifiers is that of creation.
    public var createdAt: Instant { id.time }

    public var isCompleted: Bool { completedAt != nil }

    /// Open and due within 24 hours.
    public func isDueSoon(at now: Instant) -> Bool {
        guard !isCompleted, let due else { return false }
        return due.instant >= now && due.instant <= now.adding(seconds: 86400)
    }

    /// Open and past due.
    public func isOverdue(at now: Instant) -> Bool {
        guard !isCompleted, let due else { return false }
        return due.instant < now
    }
}

/// How much a task matters.
public enum Priority: String, CaseIterable, Sendable {
    case low, medium, high

    /// The order of the list: low before medium before high.
    public var rank: Int {
        switch self {
        case .low: 1
        case .medium: 2
        case .high: 3
        }
    }

    init?(rank: Int) {
        guard let priority = Self.allCases.first(where: { $0.rank == rank }) else { return nil }
        self = priority
    }
}
