import API
import HTTPService
import Hummingbird
import JSON
import Storage

/// A page of a list that is ordered by id: `page_size` and `cursor` in, `{items, next_cursor}` out.
struct IdentifierPage: Sendable {
    /// Only what lies behind it.
    let last: Identifier?
    let size: Int
    private let list: String
    private let cursors: Cursors

    /// - Parameter name: of the list; its cursors are none of another's.
    init(_ query: String?, of name: String, user: Identifier, cursors: Cursors) throws(Problem) {
        list = "\(name) \(user)"
        self.cursors = cursors
        var items = QueryItems(query)
        size = items.integer("page_size", in: 1...100) ?? 20
        let cursor = items.text("cursor") ?? ""
        last = cursor.isEmpty ? nil : cursors.identifier(cursor, in: list)
        if !cursor.isEmpty, last == nil { items.refuse("cursor", "is not one that this list gave out") }
        guard items.errors.isEmpty else { throw .invalid(items.errors) }
    }

    /// - Parameter found: one item more than the page holds, so that its end is known.
    func answer<Item>(
        _ found: [Item], id: (Item) -> Identifier, write: (Item, inout JSONWriter) -> Void
    ) -> Response {
        let items = found.prefix(size)
        let next = found.count > size ? items.last.map { cursors.text(id($0), in: list) } : nil
        var json = JSONWriter(capacity: 1024)
        json.object { json in
            json.member("items") { $0.array(items) { write($1, &$0) } }
            json.member("next_cursor", next)
        }
        return .json(json)
    }
}
