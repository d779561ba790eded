import API
import Accounts
import HTTPService
import Hummingbird

/// `/api/auth/email`: whether an address is its account's.
struct EmailEndpoints: Sendable {
    let accounts: AccountService

    func add(to router: Router<ServiceContext>) {
        router.post("/api/auth/email/confirm", use: confirm)
    }

    @Sendable private func confirm(_ request: Request, _ context: ServiceContext) async throws -> Response {
        var reader = try ObjectReader(try await request.json().value)
        let token = reader.secret("token")
        try reader.close()
        _ = try await accounts.confirmEmail(token: token ?? "", traceparent: context.traceparent)
        return .noContent
    }
}
