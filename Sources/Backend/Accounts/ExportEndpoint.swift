import Accounts
import HTTPService
import HTTPTypes
import Hummingbird
import Notifications
import Storage
import Tasks
import Time

/// `/api/users/me/export`: everything about a person in one object, read and written page by page, so that it costs
/// little memory however much there is. Changes made meanwhile may or may not be in it.
struct ExportEndpoint: Sendable {
    let accounts: AccountService
    let todos: Todos
    let series: RecurringTasks
    let webhooks: Webhooks
    let subscriptions: PushSubscriptions
    let database: any Database
    let sessions: SessionCheck
    let clock: WallClock

    func add(to router: Router<ServiceContext>) {
        router.get("/api/users/me/export", use: export)
    }

    @Sendable private func export(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let session = try await sessions.check(request)
        let now = clock.now()
        // Read before the answer begins, so that storage in trouble is still a 503.
        let (account, targets) = try await database.read(.lookup) { [accounts, webhooks, subscriptions] connection in
            (
                try accounts.export(session.user, at: now, in: connection),
                ExportedTargets(
                    webhooks: try webhooks.list(of: session.user, in: connection),
                    subscriptions: try subscriptions.list(of: session.user, in: connection))
            )
        }
        let start = ExportPages(
            account: account, targets: targets, session: session, todos: todos, series: series, database: database,
            clock: clock)
        let body = ResponseBody { writer in
            var pages = start
            while let page = try await pages.next() { try await writer.write(page) }
            try await writer.finish(nil)
        }
        let headers: HTTPFields = [
            .contentType: "application/json", .contentDisposition: "attachment; filename=\"todo-export.json\"",
        ]
        return Response(status: .ok, headers: headers, body: body)
    }
}
