public import Storage
import Time

extension Todos {
    /// A page of the person's tasks.
    public func list(_ query: TodoQuery, of user: Identifier, in connection: any Connection) throws -> TodoPage {
        let selection = TodoSelection(
            filter: query.filter, user: user,
            conditions: try query.filter.conditions(
                at: clock.now(), zone: { try zone(of: user, in: connection) }))
        switch query.paging {
        case .page(let number):
            let total = try total(selection, in: connection)
            let (offset, overflow) = (number - 1).multipliedReportingOverflow(by: query.size)
            guard !overflow, offset < total else { return TodoPage(items: [], total: total, next: nil) }
            let source = selection.source(sort: query.sort, matches: total, dialect: connection.dialect)
            let items = try connection.fetch(
                """
                SELECT \(Todo.columns) \(source) \(query.sort.clause)
                LIMIT \(query.size) OFFSET \(offset)
                """, Todo.init(row:))
            return TodoPage(items: items, total: total, next: nil)
        case .after(let position):
            let items = try items(behind: position, selection, query, in: connection)
            let next = items.count > query.size ? items.dropLast().last.map(query.sort.position) : nil
            return TodoPage(items: Array(items.prefix(query.size)), total: nil, next: next)
        }
    }

    /// One task more than the page holds, so that its end is known.
    private func items(
        behind position: TodoPosition?, _ selection: TodoSelection, _ query: TodoQuery, in connection: any Connection
    ) throws -> [Todo] {
        let matches = query.filter.search == nil ? Int.max : try total(selection, in: connection)
        let source = selection.source(sort: query.sort, matches: matches, dialect: connection.dialect)
        var items: [Todo] = []
        for stretch in query.sort.stretches(after: position) where items.count <= query.size {
            items += try connection.fetch(
                """
                SELECT \(Todo.columns) \(source) AND \(stretch) \(query.sort.clause)
                LIMIT \(query.size + 1 - items.count)
                """, Todo.init(row:))
        }
        return items
    }

    /// How many tasks match. Without a filter, or by completion alone, the counters know.
    private func total(_ selection: TodoSelection, in connection: any Connection) throws -> Int {
        guard selection.filter.isCounted else {
            return try connection.first("SELECT count(*) \(selection.counted(connection.dialect))") { try $0.int(0) }
                ?? 0
        }
        let counts = try connection.first(
            "SELECT open, completed FROM task_counts WHERE user_id = \(selection.user)"
        ) { (open: try $0.int(0), completed: try $0.int(1)) }
        guard let counts else { return 0 }
        return switch selection.filter.isCompleted {
        case nil: counts.open + counts.completed
        case false?: counts.open
        case true?: counts.completed
        }
    }
}
