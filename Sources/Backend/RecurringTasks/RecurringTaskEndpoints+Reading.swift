import API
import Accounts
import HTTPService
import Hummingbird
import JSON
import Storage
import Tasks
import Time

extension RecurringTaskEndpoints {
    @Sendable func preview(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        let id = try context.id("id")
        var items = QueryItems(request.uri.query)
        let count = items.integer("count", in: 1...100) ?? 5
        let errors = items.errors
        let upcoming = try await database.read { [series] connection in
            // The series first: what is not there is 404 whatever else is wrong.
            let upcoming = try series.preview(id, count: count, of: user, in: connection)
            guard errors.isEmpty else { throw Problem.invalid(errors) }
            return upcoming
        }
        var json = JSONWriter(capacity: 1024)
        json.object { json in
            json.member("items") { json in
                json.array(upcoming) { json, next in
                    json.object { json in
                        json.member("occurrence", next.occurrence.wallClock)
                        json.member("due_date", next.occurrence.dueDate.text)
                        json.member("make_at", RFC3339.text(next.makeAt))
                    }
                }
            }
        }
        return .json(json)
    }

    @Sendable func history(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        let id = try context.id("id")
        let page = HistoryPage(request.uri.query, of: id, cursors: cursors)
        let entries = try await database.read { [series] connection in
            // The series first: what is not there is 404 whatever else is wrong.
            let entries = try series.history(
                of: id, of: user, after: page.start, limit: page.size + 1, in: connection)
            guard page.errors.isEmpty else { throw Problem.invalid(page.errors) }
            return entries
        }
        return try page.response(entries, cursors: cursors)
    }
}
