import API
import Accounts
import HTTPService
import Hummingbird
import JSON
import Notifications
import Storage

/// `/api/notifications`: what whoever asks was told, in the application itself.
struct NoticeEndpoints: Sendable {
    let notices: Notices
    let database: any Database
    let changes: Changes
    let sessions: SessionCheck
    let cursors: Cursors

    func add(to router: Router<ServiceContext>) {
        router.get("/api/notifications", use: list)
        router.get("/api/notifications/unread-count", use: count)
        router.post("/api/notifications/read-all", use: readAll)
        router.post("/api/notifications/{id}/read", use: read)
    }

    @Sendable private func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        var items = QueryItems(request.uri.query)
        let size = items.integer("page_size", in: 1...100) ?? 20
        let onlyUnread = items.boolean("unread") ?? false
        let list = "notifications \(user) \(onlyUnread)"
        let cursor = items.text("cursor") ?? ""
        let position = cursor.isEmpty ? nil : cursors.position(cursor, in: list)
        if !cursor.isEmpty, position == nil { items.refuse("cursor", "is not one that this list gave out") }
        guard items.errors.isEmpty else { throw Problem.invalid(items.errors) }
        let found = try await database.read(.lookup) { [notices] connection in
            try notices.list(of: user, onlyUnread: onlyUnread, after: position, limit: size + 1, in: connection)
        }
        let page = found.prefix(size)
        var json = JSONWriter(capacity: 1024)
        json.object { json in
            json.member("items") { $0.array(page) { $1.write(to: &$0) } }
            json.member("next_cursor", found.count > size ? page.last.map { cursors.text($0.position, in: list) } : nil)
        }
        return .json(json)
    }

    @Sendable private func count(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        let count = try await database.read(.statement) { [notices] in try notices.unreadCount(of: user, in: $0) }
        var json = JSONWriter(capacity: 32)
        json.object { $0.member("unread") { $0.integer(count) } }
        return .json(json)
    }

    @Sendable private func read(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        let id = try context.id("id")
        return try await changes.run(request, by: user) { [notices] connection in
            var json = JSONWriter(capacity: 256)
            try notices.read(id, of: user, in: connection).write(to: &json)
            return Answer(status: .ok, body: json.bytes)
        }
    }

    @Sendable private func readAll(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        return try await changes.run(request, by: user) { [notices] connection in
            let count = try notices.readAll(of: user, in: connection)
            var json = JSONWriter(capacity: 32)
            json.object { $0.member("read", count) }
            return Answer(status: .ok, body: json.bytes)
        }
    }
}
