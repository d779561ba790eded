import API
import Accounts
import Events
import HTTPService
import Hummingbird
import JSON
import Storage
import Tasks

/// `/api/recurring-tasks`: the series of whoever asks.
struct RecurringTaskEndpoints: Sendable {
    let series: RecurringTasks
    let database: any Database
    let changes: Changes
    let sessions: SessionCheck
    let cursors: Cursors

    private typealias Verb =
        @Sendable (RecurringTasks, Identifier, Precondition, Author, any Connection) throws -> Answer

    func add(to router: Router<ServiceContext>) {
        router.get("/api/recurring-tasks", use: list)
        router.post("/api/recurring-tasks", use: create)
        router.get("/api/recurring-tasks/{id}", use: get)
        router.put("/api/recurring-tasks/{id}", use: edit)
        router.patch("/api/recurring-tasks/{id}", use: edit)
        router.delete("/api/recurring-tasks/{id}", use: delete)
        router.post("/api/recurring-tasks/{id}/pause", use: pause)
        router.post("/api/recurring-tasks/{id}/resume", use: resume)
        router.post("/api/recurring-tasks/{id}/skip", use: skip)
        router.get("/api/recurring-tasks/{id}/preview", use: preview)
        router.get("/api/recurring-tasks/{id}/events", use: history)
        router.post("/api/recurring-tasks/{id}/events/{event_id}/undo", use: undo)
    }

    @Sendable private func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        let query = try RecurringTaskQuery(request.uri.query, of: user, cursors: cursors)
        let page = try await database.read { [series] in try series.list(query, of: user, in: $0) }
        var json = JSONWriter(capacity: 512 + page.items.count * 1024)
        json.object { json in
            json.member("items") { $0.array(page.items) { $1.write(to: &$0) } }
            json.member("total", page.total)
            if case .page(let number) = query.paging {
                json.member("page", number)
            } else {
                json.member("page") { $0.null() }
            }
            json.member("page_size", query.size)
            json.member("next_cursor", page.next.map { cursors.text($0, in: query.list(of: user)) })
        }
        return .json(json)
    }

    @Sendable private func create(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let session = try await sessions.check(request)
        let body = try await request.json()
        let draft = RecurringTaskChanges(body.value)
        let author = session.author(context)
        return try await changes.run(request, by: session.user, body: body.bytes) { [series] connection in
            .series(try series.create(draft, by: author, in: connection), status: .created)
        }
    }

    @Sendable private func get(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        let id = try context.id("id")
        let found = try await database.read(.statement) { [series] in try series.find(id, of: user, in: $0) }
        return Answer.series(found).response()
    }

    @Sendable private func edit(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let session = try await sessions.check(request)
        let body = try await request.json()
        let edits = RecurringTaskChanges(body.value)
        return try await change(request, context, session, body: body.bytes) {
            series, id, expected, author, connection in
            .series(try series.edit(id, edits, expecting: expected, by: author, in: connection))
        }
    }

    @Sendable private func delete(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try await change(request, context, sessions.check(request)) { series, id, expected, author, connection in
            try series.delete(id, expecting: expected, by: author, in: connection)
            return .noContent
        }
    }

    @Sendable private func pause(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try await change(request, context, sessions.check(request)) { series, id, expected, author, connection in
            .series(try series.pause(id, expecting: expected, by: author, in: connection))
        }
    }

    @Sendable private func resume(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try await change(request, context, sessions.check(request)) { series, id, expected, author, connection in
            .series(try series.resume(id, expecting: expected, by: author, in: connection))
        }
    }

    /// Without a body it skips the next occurrence, with `{"occurrence": …}` that one.
    @Sendable private func skip(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let session = try await sessions.check(request)
        let body = try await request.optionalJSON()
        let skip = body.map { Skip($0.value) } ?? Skip()
        return try await change(request, context, session, body: body?.bytes ?? []) {
            series, id, expected, author, connection in
            .series(try series.skip(id, skip, expecting: expected, by: author, in: connection))
        }
    }

    @Sendable private func undo(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let session = try await sessions.check(request)
        let event = try context.id("event_id")
        return try await change(request, context, session) { series, id, expected, author, connection in
            let undone = try series.undo(event, of: id, expecting: expected, by: author, in: connection)
            return undone.map { .series($0) } ?? .noContent
        }
    }

    private func change(
        _ request: Request, _ context: ServiceContext, _ session: LiveSession, body: [UInt8] = [],
        _ verb: @escaping Verb
    ) async throws -> Response {
        let id = try context.id("id")
        let precondition = Precondition(request)
        let author = session.author(context)
        return try await changes.run(request, by: session.user, body: body) { [series] connection in
            try verb(series, id, precondition, author, connection)
        }
    }
}
