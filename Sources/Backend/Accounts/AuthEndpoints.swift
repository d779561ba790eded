import API
import Accounts
import HTTPService
import HTTPTypes
import Hummingbird
import JSON
import Time

/// `/api/auth`: how somebody gets a session, keeps it and leaves it.
struct AuthEndpoints: Sendable {
    let accounts: AccountService
    let sessions: SessionCheck

    func add(to router: Router<ServiceContext>) {
        router.post("/api/auth/register", use: register)
        router.post("/api/auth/login", use: login)
        router.post("/api/auth/refresh", use: refresh)
        router.post("/api/auth/logout", use: logout)
    }

    @Sendable private func register(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let registration = try Registration(try await request.json().value)
        let signedIn = try await accounts.register(registration, from: Caller(request, context))
        return .signedIn(signedIn, status: .created)
    }

    @Sendable private func login(_ request: Request, _ context: ServiceContext) async throws -> Response {
        var reader = try ObjectReader(try await request.json().value)
        let email = reader.secret("email")
        let password = reader.secret("password")
        try reader.close()
        let signedIn = try await accounts.signIn(
            email: email ?? "", password: password ?? "", from: Caller(request, context))
        return .signedIn(signedIn)
    }

    @Sendable private func refresh(_ request: Request, _ context: ServiceContext) async throws -> Response {
        var reader = try ObjectReader(try await request.json().value)
        let token = reader.secret("refresh_token")
        try reader.close()
        return .signedIn(try await accounts.refresh(token ?? "", from: Caller(request, context)))
    }

    @Sendable private func logout(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try await accounts.signOut(try await sessions.check(request))
        return .noContent
    }
}

extension Registration {
    fileprivate init(_ json: JSONValue) throws(Problem) {
        var reader = try ObjectReader(json)
        let email = reader.required("email", reader.email())
        let password = reader.required("password", reader.newPassword("password"))
        let name = reader.required("name", reader.text("name", ObjectReader.nameRule))
        let zone = reader.timezone().value
        let locale = reader.locale().value
        let invite = reader.take("invite", as: "text") { $0.string }.value
        try reader.close()
        guard let email, let password, let name else { throw .invalid(reader.errors) }
        self.init(
            email: email, password: password, name: name, zone: zone ?? .utc, locale: locale ?? .english,
            invite: invite)
    }
}

extension Response {
    fileprivate static func signedIn(_ signedIn: SignedIn, status: HTTPResponse.Status = .ok) -> Response {
        var json = JSONWriter(capacity: 1024)
        json.object { json in
            json.member("access_token", signedIn.accessToken)
            json.member("token_type", "bearer")
            json.member("expires_in", signedIn.expiresIn)
            json.member("refresh_token", signedIn.refreshToken)
            json.member("user") { signedIn.user.write(to: &$0) }
        }
        return .json(json, status: status)
    }
}
