import API
import Accounts
import HTTPService
import HTTPTypes
import Hummingbird

/// Passwords that are forgotten, reset and changed.
struct PasswordEndpoints: Sendable {
    let accounts: AccountService
    let changes: Changes
    let sessions: SessionCheck

    func add(to router: Router<ServiceContext>) {
        router.post("/api/auth/password/forgot", use: forget)
        router.post("/api/auth/password/reset", use: reset)
        router.post("/api/users/me/password", use: change)
    }

    /// The same answer at the same time, whether anybody has the address or not.
    @Sendable private func forget(_ request: Request, _ context: ServiceContext) async throws -> Response {
        var reader = try ObjectReader(try await request.json().value)
        let email = reader.required("email", reader.email())
        try reader.close()
        if let email { try accounts.forgetPassword(of: email, from: Caller(request, context)) }
        return Response(status: .accepted)
    }

    @Sendable private func reset(_ request: Request, _ context: ServiceContext) async throws -> Response {
        var reader = try ObjectReader(try await request.json().value)
        let token = reader.secret("token")
        let password = reader.required("new_password", reader.newPassword("new_password"))
        try reader.close()
        guard let token, let password else { throw Problem.invalid(reader.errors) }
        try await accounts.resetPassword(token: token, to: password)
        return .noContent
    }

    @Sendable private func change(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let session = try await sessions.check(request)
        let body = try await request.json()
        var reader = try ObjectReader(body.value)
        let current = reader.currentPassword()
        let new = reader.required("new_password", reader.newPassword("new_password"))
        try reader.close()
        guard let current, let new else { throw Problem.invalid(reader.errors) }
        // The password of a repeated request is no longer the current one.
        if let answered = try await changes.answered(request, by: session.user, body: body.bytes) { return answered }
        let change = try await accounts.preparePasswordChange(from: current, to: new, of: session)
        return try await changes.run(request, by: session.user, body: body.bytes) { [accounts] connection in
            try accounts.changePassword(change, keeping: session.session, in: connection)
            return .noContent
        }
    }
}
