import API
import Events
import HTTPService
import Hummingbird
import JSON
import Storage
import Tasks

/// A page of the history of a task or a series, as a request asks for it.
struct HistoryPage: Sendable {
    let id: Identifier
    /// Events on the page.
    let size: Int
    /// The sequence of the last event that was read; 0 to start.
    let start: Int64
    let errors: [FieldError]

    init(_ query: String?, of id: Identifier, cursors: Cursors) {
        self.id = id
        var items = QueryItems(query)
        size = items.integer("page_size", in: 1...100) ?? 20
        let cursor = items.text("cursor") ?? ""
        let sequence = cursor.isEmpty ? 0 : cursors.sequence(cursor, task: id)
        if sequence == nil { items.refuse("cursor", "is not one that this history gave out") }
        start = sequence ?? 0
        errors = items.errors
    }

    /// - Parameter entries: one more than the page holds where there are more.
    func response(_ entries: [HistoryEntry], cursors: Cursors) throws -> Response {
        var json = JSONWriter(capacity: 1024)
        try json.object { json in
            try json.member("items") { json in
                try json.array(entries.prefix(size)) { try $1.write(to: &$0) }
            }
            let next = entries.count > size ? entries.dropLast().last?.event.sequence : nil
            json.member("next_cursor", next.map { cursors.text(sequence: $0, task: id) })
        }
        return .json(json)
    }
}
