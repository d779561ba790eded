import API
import Accounts
import Events
import HTTPService
import Hummingbird
import JSON
import Storage
import Tasks
import Time

/// `/api/tasks`: the tasks of whoever asks.
struct TodoEndpoints: Sendable {
    let todos: Todos
    let database: any Database
    let changes: Changes
    let sessions: SessionCheck
    let cursors: Cursors
    let clock: WallClock

    func add(to router: Router<ServiceContext>) {
        router.get("/api/tasks", use: list)
        router.post("/api/tasks", use: create)
        router.get("/api/tasks/{id}", use: get)
        router.put("/api/tasks/{id}", use: edit)
        router.patch("/api/tasks/{id}", use: edit)
        router.delete("/api/tasks/{id}", use: delete)
        router.patch("/api/tasks/{id}/complete", use: complete)
        router.get("/api/tasks/{id}/events", use: history)
        router.post("/api/tasks/{id}/events/{event_id}/undo", use: undo)
    }

    @Sendable private func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        let query = try TodoQuery(request.uri.query, of: user, cursors: cursors)
        let page = try await database.read(query.isLookup ? .lookup : .scan) { [todos] connection in
            try todos.list(query, of: user, in: connection)
        }
        let now = clock.now()
        var json = JSONWriter(capacity: 512 + page.items.count * 512)
        json.object { json in
            json.member("items") { $0.array(page.items) { $1.write(to: &$0, at: now) } }
            json.member("total", page.total)
            if case .page(let number) = query.paging {
                json.member("page", number)
            } else {
                json.member("page") { $0.null() }
            }
            json.member("page_size", query.size)
            json.member(
                "next_cursor", page.next.map { cursors.text($0, of: user, filter: query.filter, sort: query.sort) })
        }
        return .json(json)
    }

    @Sendable private func create(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let session = try await sessions.check(request)
        let body = try await request.json()
        let draft = TodoChanges(body.value, requiresTitle: true)
        let author = session.author(context)
        return try await changes.run(request, by: session.user, body: body.bytes) { [todos, clock] connection in
            let todo = try todos.create(draft, by: author, in: connection)
            return .todo(todo, status: .created, at: clock.now())
        }
    }

    @Sendable private func get(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        let id = try context.id("id")
        let todo = try await database.read(.statement) { [todos] in try todos.find(id, of: user, in: $0) }
        return Answer.todo(todo, at: clock.now()).response()
    }

    @Sendable private func edit(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let session = try await sessions.check(request)
        let body = try await request.json()
        let id = try context.id("id")
        let precondition = Precondition(request)
        let edits = TodoChanges(body.value, requiresTitle: false)
        let author = session.author(context)
        return try await changes.run(request, by: session.user, body: body.bytes) { [todos, clock] connection in
            let todo = try todos.edit(id, edits, expecting: precondition, by: author, in: connection)
            return .todo(todo, at: clock.now())
        }
    }

    @Sendable private func delete(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let session = try await sessions.check(request)
        let id = try context.id("id")
        let precondition = Precondition(request)
        let author = session.author(context)
        return try await changes.run(request, by: session.user) { [todos] connection in
            try todos.delete(id, expecting: precondition, by: author, in: connection)
            return .noContent
        }
    }

    /// Without a body it toggles, with `{"completed": …}` it sets.
    @Sendable private func complete(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let session = try await sessions.check(request)
        let body = try await request.optionalJSON()
        let id = try context.id("id")
        let precondition = Precondition(request)
        let edits = body.map { TodoChanges(completion: $0.value) }
        let author = session.author(context)
        return try await changes.run(request, by: session.user, body: body?.bytes ?? []) { [todos, clock] connection in
            let todo =
                if let edits {
                    try todos.edit(id, edits, expecting: precondition, by: author, in: connection)
                } else {
                    try todos.toggle(id, expecting: precondition, by: author, in: connection)
                }
            return .todo(todo, at: clock.now())
        }
    }

    @Sendable private func history(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        let id = try context.id("id")
        let page = HistoryPage(request.uri.query, of: id, cursors: cursors)
        let entries = try await database.read { [todos] connection in
            // The task first: what is not there is 404 whatever else is wrong.
            let entries = try todos.history(of: id, of: user, after: page.start, limit: page.size + 1, in: connection)
            guard page.errors.isEmpty else { throw Problem.invalid(page.errors) }
            return entries
        }
        return try page.response(entries, cursors: cursors)
    }

    @Sendable private func undo(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let session = try await sessions.check(request)
        let id = try context.id("id")
        let event = try context.id("event_id")
        let precondition = Precondition(request)
        let author = session.author(context)
        return try await changes.run(request, by: session.user) { [todos, clock] connection in
            let todo = try todos.undo(event, of: id, expecting: precondition, by: author, in: connection)
            return todo.map { .todo($0, at: clock.now()) } ?? .noContent
        }
    }
}

extension ServiceContext {
    /// An id of the path. What is no id is as unknown as one that nobody has.
    func id(_ name: String) throws(Problem) -> Identifier {
        guard let id = parameters.get(name).flatMap({ Identifier($0) }) else { throw .notFound }
        return id
    }
}
