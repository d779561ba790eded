public import Storage

/// The order of a list. Ties go by id, in the same direction; tasks without a due date come last both ways.
public struct TodoSort: Hashable, Sendable {
    public enum Key: String, CaseIterable, Sendable {
        case createdAt = "created_at"
        case updatedAt = "updated_at"
        case dueDate = "due_date"
        case priority
        case title
    }

    public enum Order: String, CaseIterable, Sendable {
        case ascending = "asc"
        case descending = "desc"
    }

    public var key: Key
    public var order: Order

    public init(by key: Key = .createdAt, _ order: Order = .descending) {
        self.key = key
        self.order = order
    }

    var column: SQL {
        switch key {
        case .createdAt: "t.id"
        case .updatedAt: "t.updated_at"
        case .dueDate: "t.due_at"
        case .priority: "t.priority"
        case .title: "t.title_key"
        }
    }

    private var direction: SQL { order == .ascending ? "ASC" : "DESC" }

    var clause: SQL {
        guard key != .createdAt else { return "ORDER BY t.id \(direction)" }
        let nulls: SQL = key == .dueDate ? " NULLS LAST" : ""
        return "ORDER BY \(column) \(direction)\(nulls), t.id \(direction)"
    }

    /// The index that has this order, nil for the table itself; with a filter that another one serves in the same
    /// order, that one.
    func index(for filter: TodoFilter) -> String? {
        switch key {
        case .createdAt where filter.series != nil: "tasks_by_series"
        case .createdAt where filter.isCompleted != nil || filter.isOverdue == true || filter.isDueSoon == true:
            "tasks_by_completion"
        case .createdAt: nil
        case .updatedAt: "tasks_by_update"
        case .dueDate: "tasks_by_due_date"
        case .priority: "tasks_by_priority"
        case .title: "tasks_by_title"
        }
    }

    /// Where a page that was read ended.
    func position(of todo: Todo) -> TodoPosition {
        let value: SQLValue =
            switch key {
            case .createdAt: .null
            case .updatedAt: todo.updatedAt.sqlValue
            case .dueDate: todo.due?.instant.sqlValue ?? .null
            case .priority: todo.priority.rank.sqlValue
            case .title: todo.title.caseFolded.sqlValue
            }
        return TodoPosition(key: value, id: todo.id)
    }

    /// The rows behind `position`, in stretches that follow each other: what has a sort key, then what has none.
    func stretches(after position: TodoPosition?) -> [SQL] {
        let comparison: SQL = order == .ascending ? ">" : "<"
        guard let position else { return ["TRUE"] }
        guard key != .createdAt else { return ["t.id \(comparison) \(position.id)"] }
        let behind: SQL = "(\(column), t.id) \(comparison) (\(position.key), \(position.id))"
        guard key == .dueDate else { return [behind] }
        let undated: SQL = "t.due_at IS NULL"
        if position.key == .null { return ["\(undated) AND t.id \(comparison) \(position.id)"] }
        return ["t.due_at IS NOT NULL AND \(behind)", undated]
    }
}

/// The sort key and id of the last task of a page.
public struct TodoPosition: Hashable, Sendable {
    public let key: SQLValue
    public let id: Identifier

    public init(key: SQLValue, id: Identifier) {
        self.key = key
        self.id = id
    }
}
