public import Storage
import Time

/// Which tasks a list shows; everything that is set must hold.
public struct TodoFilter: Hashable, Sendable {
    /// A substring of title or description, ignoring case.
    public var search: String?
    public var isCompleted: Bool?
    public var priority: Priority?
    /// All of these, ignoring case.
    public var tags: [String] = []
    /// Exclusive; a day means its start.
    public var dueBefore: DueDate?
    /// Inclusive; a day means its start.
    public var dueAfter: DueDate?
    public var isOverdue: Bool?
    public var isDueSoon: Bool?
    public var series: Identifier?

    public init() {}

    /// Whether the person's counters know how many tasks match.
    var isCounted: Bool {
        var rest = self
        rest.isCompleted = nil
        return rest == TodoFilter()
    }

    /// What must hold of a row of `tasks t`, apart from its owner, the search and the tags.
    func conditions(at now: Instant, zone: () throws -> Zone) rethrows -> [SQL] {
        var conditions: [SQL] = []
        if let isCompleted { conditions.append("t.completed = \(isCompleted)") }
        if let priority { conditions.append("t.priority = \(priority.rank)") }
        if let series { conditions.append("t.recurring_task_id = \(series)") }
        if let dueBefore { conditions.append("t.due_at < \(try dueBefore.start(in: zone))") }
        if let dueAfter { conditions.append("t.due_at >= \(try dueAfter.start(in: zone))") }
        if let isOverdue {
            conditions.append(
                isOverdue
                    ? "t.completed = 0 AND t.due_at < \(now)"
                    : "(t.completed = 1 OR t.due_at IS NULL OR t.due_at >= \(now))")
        }
        if let isDueSoon {
            let end = now.adding(seconds: 86400)
            conditions.append(
                isDueSoon
                    ? "t.completed = 0 AND t.due_at >= \(now) AND t.due_at <= \(end)"
                    : "(t.completed = 1 OR t.due_at IS NULL OR t.due_at < \(now) OR t.due_at > \(end))")
        }
        return conditions
    }
}

extension DueDate {
    fileprivate func start(in zone: () throws -> Zone) rethrows -> Instant {
        switch self {
        case .at(let instant): instant
        case .allDay(let day): try zone().start(of: day)
        }
    }
}
