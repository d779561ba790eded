import API
import Accounts
import HTTPService
import HTTPTypes
import Hummingbird
import JSON
import Notifications
import Storage

/// `/api/webhooks`: where the events of whoever asks are sent.
struct WebhookEndpoints: Sendable {
    let webhooks: Webhooks
    let deliveries: Deliveries
    let database: any Database
    let changes: Changes
    let sessions: SessionCheck
    let cursors: Cursors

    func add(to router: Router<ServiceContext>) {
        router.get("/api/webhooks", use: list)
        router.post("/api/webhooks", use: create)
        router.get("/api/webhooks/{id}", use: get)
        router.put("/api/webhooks/{id}", use: edit)
        router.patch("/api/webhooks/{id}", use: edit)
        router.delete("/api/webhooks/{id}", use: delete)
        router.post("/api/webhooks/{id}/rotate", use: rotate)
        router.post("/api/webhooks/{id}/test", use: test)
        router.get("/api/webhooks/{id}/deliveries", use: listDeliveries)
    }

    @Sendable private func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        let page = try IdentifierPage(request.uri.query, of: "webhooks", user: user, cursors: cursors)
        let items = try await database.read(.lookup) { [webhooks] connection in
            try webhooks.list(of: user, after: page.last, limit: page.size + 1, in: connection)
        }
        return page.answer(items, id: \.id) { $0.write(to: &$1) }
    }

    @Sendable private func create(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        let body = try await request.json()
        let draft = WebhookChanges(body.value, isNew: true)
        return try await changes.run(request, by: user, body: body.bytes) { [webhooks] connection in
            let (webhook, secret) = try webhooks.create(draft, of: user, in: connection)
            return .webhook(webhook, secret: secret, status: .created)
        }
    }

    @Sendable private func get(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        let id = try context.id("id")
        let webhook = try await database.read(.lookup) { [webhooks] in try webhooks.find(id, of: user, in: $0) }
        return Answer.webhook(webhook).response()
    }

    @Sendable private func edit(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        let body = try await request.json()
        let id = try context.id("id")
        let precondition = Precondition(request)
        let edits = WebhookChanges(body.value, isNew: false)
        return try await changes.run(request, by: user, body: body.bytes) { [webhooks] connection in
            .webhook(try webhooks.edit(id, edits, expecting: precondition, of: user, in: connection))
        }
    }

    @Sendable private func delete(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        let id = try context.id("id")
        let precondition = Precondition(request)
        return try await changes.run(request, by: user) { [webhooks] connection in
            try webhooks.delete(id, expecting: precondition, of: user, in: connection)
            return .noContent
        }
    }

    @Sendable private func rotate(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        let id = try context.id("id")
        let precondition = Precondition(request)
        return try await changes.run(request, by: user) { [webhooks] connection in
            let (webhook, secret) = try webhooks.rotate(id, expecting: precondition, of: user, in: connection)
            return .webhook(webhook, secret: secret)
        }
    }

    @Sendable private func test(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        let id = try context.id("id")
        return try await changes.run(request, by: user) { [webhooks, deliveries] connection in
            var json = JSONWriter(capacity: 512)
            try webhooks.test(id, of: user, through: deliveries, in: connection).write(to: &json)
            return Answer(status: .accepted, body: json.bytes)
        }
    }

    @Sendable private func listDeliveries(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        let id = try context.id("id")
        // The webhook first: what is not there is 404 whatever else is wrong.
        _ = try await database.read(.lookup) { [webhooks] in try webhooks.find(id, of: user, in: $0) }
        let page = try IdentifierPage(request.uri.query, of: "deliveries to \(id)", user: user, cursors: cursors)
        let found = try await database.read { [deliveries] connection in
            try deliveries.list(of: user, target: id, after: page.last, limit: page.size + 1, in: connection)
        }
        return page.answer(found, id: \.id) { $0.write(to: &$1) }
    }
}

extension Answer {
    /// - Parameter secret: shown when it was made just now.
    fileprivate static func webhook(
        _ webhook: Webhook, secret: WebhookSecret? = nil, status: HTTPResponse.Status = .ok
    ) -> Answer {
        var json = JSONWriter()
        webhook.write(to: &json, secret: secret)
        return Answer(
            status: status, body: json.bytes, location: status == .created ? "/api/webhooks/\(webhook.id)" : nil,
            etag: "\"\(webhook.version)\"", isSecret: secret != nil)
    }
}
