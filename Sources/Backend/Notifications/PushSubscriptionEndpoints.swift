import API
import Accounts
import HTTPService
import Hummingbird
import JSON
import Notifications
import Storage

/// `/api/push-subscriptions`: the browsers that take push messages for whoever asks.
struct PushSubscriptionEndpoints: Sendable {
    let subscriptions: PushSubscriptions
    let keys: ServerKeys
    let database: any Database
    let changes: Changes
    let sessions: SessionCheck
    let cursors: Cursors

    func add(to router: Router<ServiceContext>) {
        router.get("/api/push-subscriptions", use: list)
        router.post("/api/push-subscriptions", use: save)
        router.get("/api/push-subscriptions/key", use: key)
        router.get("/api/push-subscriptions/{id}", use: get)
        router.delete("/api/push-subscriptions/{id}", use: delete)
    }

    @Sendable private func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        let page = try IdentifierPage(request.uri.query, of: "push subscriptions", user: user, cursors: cursors)
        let items = try await database.read(.lookup) { [subscriptions] connection in
            try subscriptions.list(of: user, after: page.last, limit: page.size + 1, in: connection)
        }
        return page.answer(items, id: \.id) { $0.write(to: &$1) }
    }

    /// 201 for a new one, 200 for one that the server knew.
    @Sendable private func save(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        let body = try await request.json()
        let draft = PushSubscriptionDraft(body.value)
        return try await changes.run(request, by: user, body: body.bytes) { [subscriptions] connection in
            let (subscription, isNew) = try subscriptions.save(draft, of: user, in: connection)
            return .subscription(subscription, isNew: isNew)
        }
    }

    @Sendable private func key(_ request: Request, _ context: ServiceContext) async throws -> Response {
        _ = try await sessions.check(request)
        let key = try await keys.vapid().publicKey
        var json = JSONWriter()
        json.object { $0.member("key", key) }
        return .json(json)
    }

    @Sendable private func get(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        let id = try context.id("id")
        let subscription = try await database.read(.lookup) { [subscriptions] in
            try subscriptions.find(id, of: user, in: $0)
        }
        return Answer.subscription(subscription).response()
    }

    @Sendable private func delete(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        let id = try context.id("id")
        return try await changes.run(request, by: user) { [subscriptions] connection in
            try subscriptions.delete(id, of: user, in: connection)
            return .noContent
        }
    }
}

extension Answer {
    fileprivate static func subscription(_ subscription: PushSubscription, isNew: Bool = false) -> Answer {
        var json = JSONWriter()
        subscription.write(to: &json)
        return Answer(
            status: isNew ? .created : .ok, body: json.bytes,
            location: isNew ? "/api/push-subscriptions/\(subscription.id)" : nil)
    }
}
