import API
import Storage
import Tasks

extension RecurringTaskQuery {
    /// Reads the query of a list of `user`'s.
    init(_ query: String?, of user: Identifier, cursors: Cursors) throws(Problem) {
        var items = QueryItems(query)
        self.init(
            isActive: items.boolean("active"), by: items.choice("sort_by", of: Key.self) ?? .createdAt,
            items.choice("sort_order", of: TodoSort.Order.self) ?? .descending)
        let page = items.integer("page", in: 1...10_000_000)
        size = items.integer("page_size", in: 1...100) ?? 20
        if let cursor = items.text("cursor") {
            if page != nil { items.refuse("page", "must not stand beside a cursor") }
            if cursor.isEmpty {
                paging = .after(nil)
            } else if let position = cursors.sortPosition(cursor, in: list(of: user)) {
                paging = .after(position)
            } else {
                items.refuse("cursor", "is not one that this list gave out")
            }
        } else {
            paging = .page(page ?? 1)
        }
        guard items.errors.isEmpty else { throw .invalid(items.errors) }
    }

    /// What a cursor is bound to.
    func list(of user: Identifier) -> String {
        "series \(user)\n\(isActive.map { "\($0)" } ?? "all")\n\(key.rawValue) \(order.rawValue)"
    }
}
