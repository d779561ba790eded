import API
import Accounts
import HTTPService
import Hummingbird
import JSON
import Storage
import Tasks

/// `/api/users/me`: the account of whoever asks.
struct UserEndpoints: Sendable {
    let accounts: AccountService
    let todos: Todos
    let database: any Database
    let changes: Changes
    let sessions: SessionCheck

    func add(to router: Router<ServiceContext>) {
        router.get("/api/users/me", use: get)
        router.patch("/api/users/me", use: edit)
        router.delete("/api/users/me", use: delete)
    }

    @Sendable private func get(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let id = try await sessions.check(request).user
        guard let user = try await database.read(.lookup, { try User.find(id, in: $0) }) else {
            throw AccountError.unauthenticated
        }
        return Answer.user(user).response()
    }

    @Sendable private func edit(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let session = try await sessions.check(request)
        let body = try await request.json()
        let edit = try AccountEdit(body.value)
        // The password of a repeated request may have proved what is no longer asked.
        if let answered = try await changes.answered(request, by: session.user, body: body.bytes) { return answered }
        let proof = try await proof(of: edit, session)
        let author = session.author(context)
        return try await changes.run(request, by: session.user, body: body.bytes) { [accounts, todos] connection in
            let change = try accounts.edit(session.user, edit.user, proof: proof, by: author, in: connection)
            if change.movesDays { try todos.rezone(session.user, to: change.after.zone, in: connection) }
            return .user(change.after)
        }
    }

    /// What another address needs; nil when it stays.
    private func proof(of edit: AccountEdit, _ session: LiveSession) async throws -> PasswordProof? {
        guard try await accounts.needsPassword(edit.user, of: session.user) else { return nil }
        guard let password = edit.currentPassword else {
            throw Problem.invalid([FieldError("current_password", "is required for another address")])
        }
        return try await accounts.prove(password, of: session)
    }

    @Sendable private func delete(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let session = try await sessions.check(request)
        let body = try await request.json()
        var reader = try ObjectReader(body.value)
        let password = reader.currentPassword()
        try reader.close()
        guard let password else { throw Problem.invalid(reader.errors) }
        let proof = try await accounts.prove(password, of: session)
        let author = session.author(context)
        return try await changes.run(request, by: session.user, body: body.bytes) { [accounts] connection in
            try accounts.delete(proof, by: author, in: connection)
            return .noContent
        }
    }
}

/// The body of a change of one's account.
private struct AccountEdit: Sendable {
    let user: UserEdit
    let currentPassword: Password?

    init(_ json: JSONValue) throws(Problem) {
        var reader = try ObjectReader(json, readOnly: ["id", "email_confirmed", "created_at"])
        user = UserEdit(
            email: reader.notNull("email", reader.email()),
            name: reader.notNull("name", reader.text("name", ObjectReader.nameRule)),
            zone: reader.notNull("timezone", reader.timezone()),
            locale: reader.notNull("locale", reader.locale()))
        currentPassword =
            reader.take("current_password", as: "text") { value in
                value.string.map { Password(attempt: $0) }
            }.value
        try reader.close()
    }
}

extension Answer {
    fileprivate static func user(_ user: User) -> Answer {
        var json = JSONWriter()
        user.write(to: &json)
        return Answer(status: .ok, body: json.bytes)
    }
}
