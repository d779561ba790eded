import Storage

/// The FROM and WHERE of a list: which table leads, so that no more than the owner's rows are read, and fewer
/// where a tag or a search is rare.
struct TodoSelection {
    let filter: TodoFilter
    let user: Identifier
    let conditions: [SQL]

    /// A search that matches more than this is found soonest by walking the list in its order.
    static let rareMatches = 1000

    /// In the order of `sort`, if neither a tag nor a rare search leads: those are sorted in memory.
    func source(sort: TodoSort, matches: Int, dialect: Dialect) -> SQL {
        if let tag = filter.tags.first { return tagged(tag, dialect) }
        if let search = filter.search, matches <= Self.rareMatches { return found(search, dialect) }
        let order = sort.index(for: filter).map(dialect.index) ?? dialect.primaryKey(of: "tasks")
        return "FROM tasks t \(order) WHERE t.user_id = \(user)\(remaining(dialect))"
    }

    /// For a count, whose rows need no order.
    func counted(_ dialect: Dialect) -> SQL {
        if let tag = filter.tags.first { return tagged(tag, dialect) }
        guard let search = filter.search else { return "FROM tasks t WHERE t.user_id = \(user)\(remaining(dialect))" }
        if conditions.isEmpty {
            return """
                FROM task_search s WHERE s.user_id = \(user) AND \(dialect.contains("s.text", search.caseFolded))
                """
        }
        return found(search, dialect)
    }

    private func tagged(_ tag: String, _ dialect: Dialect) -> SQL {
        """
        FROM task_tags g CROSS JOIN tasks t
        WHERE g.user_id = \(user) AND g.tag_key = \(Tags.key(of: tag)) AND t.user_id = g.user_id
            AND t.id = g.task_id\(remaining(dialect, tags: filter.tags.dropFirst()))
        """
    }

    private func found(_ search: String, _ dialect: Dialect) -> SQL {
        """
        FROM task_search s CROSS JOIN tasks t
        WHERE s.user_id = \(user) AND \(dialect.contains("s.text", search.caseFolded)) AND t.user_id = s.user_id
            AND t.id = s.task_id\(remaining(dialect, search: nil))
        """
    }

    /// ` AND …` for everything that the leading table does not decide.
    private func remaining(_ dialect: Dialect, tags: ArraySlice<String>? = nil) -> SQL {
        remaining(dialect, tags: tags, search: filter.search)
    }

    private func remaining(_ dialect: Dialect, tags: ArraySlice<String>? = nil, search: String?) -> SQL {
        var all = conditions
        for tag in tags ?? filter.tags[...] {
            all.append(
                """
                EXISTS (SELECT 1 FROM task_tags o WHERE o.user_id = t.user_id AND o.tag_key = \(Tags.key(of: tag))
                    AND o.task_id = t.id)
                """)
        }
        if let search {
            all.append(
                """
                EXISTS (SELECT 1 FROM task_search o WHERE o.user_id = t.user_id AND o.task_id = t.id
                    AND \(dialect.contains("o.text", search.caseFolded)))
                """)
        }
        return all.reduce(into: "") { $0 += " AND \($1)" }
    }
}
