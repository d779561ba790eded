import API
import Accounts
import HTTPService
import Hummingbird
import JSON
import Notifications
import Storage

/// `/api/deliveries`: what was sent to whoever asks outside of the application, and what became of it.
struct DeliveryEndpoints: Sendable {
    let deliveries: Deliveries
    let database: any Database
    let changes: Changes
    let sessions: SessionCheck
    let cursors: Cursors

    func add(to router: Router<ServiceContext>) {
        router.get("/api/deliveries", use: list)
        router.post("/api/deliveries/{id}/retry", use: retry)
    }

    @Sendable private func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        var items = QueryItems(request.uri.query)
        let state = items.choice("state", of: Delivery.State.self)
        let channel = items.choice("channel", of: Channel.self)
        guard items.errors.isEmpty else { throw Problem.invalid(items.errors) }
        let name = "deliveries \(state?.rawValue ?? "") \(channel?.rawValue ?? "")"
        let page = try IdentifierPage(request.uri.query, of: name, user: user, cursors: cursors)
        let found = try await database.read { [deliveries] connection in
            try deliveries.list(
                of: user, state: state, channel: channel, after: page.last, limit: page.size + 1, in: connection)
        }
        return page.answer(found, id: \.id) { $0.write(to: &$1) }
    }

    @Sendable private func retry(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        let id = try context.id("id")
        return try await changes.run(request, by: user) { [deliveries] connection in
            var json = JSONWriter(capacity: 512)
            try deliveries.retry(id, of: user, in: connection).write(to: &json)
            return Answer(status: .ok, body: json.bytes)
        }
    }
}
