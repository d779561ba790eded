import API
import Accounts
import HTTPService
import Hummingbird
import JSON
import Storage

/// `/api/auth/sessions`: where a person is signed in.
struct SessionEndpoints: Sendable {
    let accounts: AccountService
    let database: any Database
    let sessions: SessionCheck

    func add(to router: Router<ServiceContext>) {
        router.get("/api/auth/sessions", use: list)
        router.delete("/api/auth/sessions/{id}", use: end)
    }

    @Sendable private func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let live = try await sessions.check(request)
        let items = try await accounts.sessions(of: live.user)
        var json = JSONWriter()
        json.object { json in
            json.member("items") { json in
                json.array(items) { $1.write(to: &$0, current: live.session) }
            }
        }
        return .json(json)
    }

    @Sendable private func end(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        let id = try context.id("id")
        try await database.write { [accounts] in try accounts.endSession(id, of: user, in: $0) }
        return .noContent
    }
}
