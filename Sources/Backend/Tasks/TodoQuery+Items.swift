import API
import Hummingbird
import Storage
import Tasks
import Time

extension TodoQuery {
    /// Reads the query of a list of `user`'s.
    init(_ query: String?, of user: Identifier, cursors: Cursors) throws(Problem) {
        var items = QueryItems(query)
        self.init()
        filter = TodoFilter(&items)
        sort = TodoSort(
            by: items.choice("sort_by", of: TodoSort.Key.self) ?? .createdAt,
            items.choice("sort_order", of: TodoSort.Order.self) ?? .descending)
        let page = items.integer("page", in: 1...10_000_000)
        size = items.integer("page_size", in: 1...100) ?? 20
        if let cursor = items.text("cursor") {
            if page != nil { items.refuse("page", "must not stand beside a cursor") }
            if cursor.isEmpty {
                paging = .after(nil)
            } else if let position = cursors.position(cursor, of: user, filter: filter, sort: sort) {
                paging = .after(position)
            } else {
                items.refuse("cursor", "is not one that this list gave out")
            }
        } else {
            paging = .page(page ?? 1)
        }
        guard items.errors.isEmpty else { throw .invalid(items.errors) }
    }
}

extension TodoFilter {
    static let searchRule = TextRule(length: 0...200, trims: false)

    fileprivate init(_ items: inout QueryItems) {
        self.init()
        if let text = items.text("search"), !text.isEmpty {
            do throws(TextRule.Violation) {
                search = try Self.searchRule.apply(text)
            } catch {
                items.refuse("search", error.message)
            }
        }
        isCompleted = items.boolean("completed")
        priority = items.choice("priority", of: Priority.self)
        for tag in items.all("tag").prefix(Tags.limit + 1) {
            do throws(TextRule.Violation) {
                tags.append(try ObjectReader.tagRule.apply(tag))
            } catch {
                items.refuse("tag", error.message)
            }
        }
        tags = Tags.normalized(tags)
        if tags.count > Tags.limit { items.refuse("tag", "must not be repeated more than \(Tags.limit) times") }
        let date = "a date-time with offset or a plain date, in the years 1970 to 9999"
        dueBefore = items.value("due_before", date, DueDate.init)
        dueAfter = items.value("due_after", date, DueDate.init)
        isOverdue = items.boolean("overdue")
        isDueSoon = items.boolean("due_soon")
        series = items.value("recurring_task_id", "an id") { Identifier($0) }
    }
}
