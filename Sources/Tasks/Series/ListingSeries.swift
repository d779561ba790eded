public import Storage
import Time

/// What a list of series is asked for.
public struct RecurringTaskQuery: Sendable {
    public enum Key: String, CaseIterable, Sendable {
        case createdAt = "created_at"
        case nextDueAt = "next_due_at"
        case title
    }

    public enum Paging: Sendable {
        /// Pages counted from 1, with a total.
        case page(Int)
        /// What comes behind a position; nil for the start.
        case after(TodoPosition?)
    }

    /// Only those that are active, or only the others.
    public var isActive: Bool?
    public var key: Key
    public var order: TodoSort.Order
    public var paging: Paging
    /// Series on a page.
    public var size: Int

    public init(
        isActive: Bool? = nil, by key: Key = .createdAt, _ order: TodoSort.Order = .descending,
        paging: Paging = .page(1), size: Int = 20
    ) {
        self.isActive = isActive
        self.key = key
        self.order = order
        self.paging = paging
        self.size = size
    }
}

/// A page of a list.
public struct RecurringTaskPage: Sendable {
    public let items: [RecurringTask]
    /// How many series match; nil behind a position.
    public let total: Int?
    /// Where the next page starts; nil on numbered pages and at the end.
    public let next: TodoPosition?
}

extension RecurringTasks {
    /// A page of the person's series. Ties go by id, in the same direction; those without a next occurrence come last
    /// both ways.
    public func list(
        _ query: RecurringTaskQuery, of user: Identifier, in connection: any Connection
    ) throws -> RecurringTaskPage {
        let index = connection.dialect.index(query.index)
        let source: SQL = "FROM recurring_tasks r \(index) WHERE r.user_id = \(user)\(query.condition)"
        switch query.paging {
        case .page(let number):
            let total = try connection.first("SELECT count(*) \(source)") { try $0.int(0) } ?? 0
            let (offset, overflow) = (number - 1).multipliedReportingOverflow(by: query.size)
            guard !overflow, offset < total else { return RecurringTaskPage(items: [], total: total, next: nil) }
            let items = try connection.fetch(
                "SELECT \(RecurringTask.columns) \(source) \(query.clause) LIMIT \(query.size) OFFSET \(offset)",
                RecurringTask.init(row:))
            return RecurringTaskPage(items: items, total: total, next: nil)
        case .after(let position):
            // One more than the page holds, so that its end is known.
            var items: [RecurringTask] = []
            for stretch in query.stretches(after: position) where items.count <= query.size {
                items += try connection.fetch(
                    """
                    SELECT \(RecurringTask.columns) \(source) AND \(stretch) \(query.clause)
                    LIMIT \(query.size + 1 - items.count)
                    """, RecurringTask.init(row:))
            }
            let next = items.count > query.size ? items.dropLast().last.map(query.position) : nil
            return RecurringTaskPage(items: Array(items.prefix(query.size)), total: nil, next: next)
        }
    }
}

extension RecurringTaskQuery {
    fileprivate var condition: SQL {
        guard let isActive else { return "" }
        let states = [RecurringTask.State.scheduled, .waiting].map(\.rawValue)
        return isActive ? " AND r.state IN \(SQL.list(states))" : " AND r.state NOT IN \(SQL.list(states))"
    }

    fileprivate var index: String {
        switch key {
        case .createdAt: "recurring_tasks_by_creation"
        case .nextDueAt: "recurring_tasks_by_next_due"
        case .title: "recurring_tasks_by_title"
        }
    }

    private var column: SQL {
        switch key {
        case .createdAt: "r.created_at"
        case .nextDueAt: "r.next_due_at"
        case .title: "r.title_key"
        }
    }

    fileprivate var clause: SQL {
        let direction: SQL = order == .ascending ? "ASC" : "DESC"
        let nulls: SQL = key == .nextDueAt ? " NULLS LAST" : ""
        return "ORDER BY \(column) \(direction)\(nulls), r.id \(direction)"
    }

    /// Where a page that was read ended.
    fileprivate func position(of series: RecurringTask) -> TodoPosition {
        let value: SQLValue =
            switch key {
            case .createdAt: series.createdAt.sqlValue
            case .nextDueAt: series.next?.due.sqlValue ?? .null
            case .title: series.title.caseFolded.sqlValue
            }
        return TodoPosition(key: value, id: series.id)
    }

    /// The rows behind `position`, in stretches that follow each other: what has a sort key, then what has none.
    fileprivate func stretches(after position: TodoPosition?) -> [SQL] {
        let comparison: SQL = order == .ascending ? ">" : "<"
        guard let position else { return ["TRUE"] }
        let behind: SQL = "(\(column), r.id) \(comparison) (\(position.key), \(position.id))"
        guard key == .nextDueAt else { return [behind] }
        let none: SQL = "r.next_due_at IS NULL"
        if position.key == .null { return ["\(none) AND r.id \(comparison) \(position.id)"] }
        return ["r.next_due_at IS NOT NULL AND \(behind)", none]
    }
}
