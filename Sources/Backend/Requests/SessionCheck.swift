import API
import Accounts
import Events
import HTTPService
import HTTPTypes
import Hummingbird

/// Asks every request who sends it: the one place where a credential becomes a person.
struct SessionCheck: Sendable {
    let gate: SessionGate

    /// The session whose access token the request carries.
    func check(_ request: Request) async throws -> LiveSession {
        let values = request.headers[values: .authorization]
        guard let authorization = values.first else { throw Problem.unauthorized("An access token is needed.") }
        // Two credentials are none: which of them would count?
        guard values.count == 1 else { throw Problem.unauthorized("Send one access token.") }
        if let session = gate.cached(authorization: authorization) { return session }
        do {
            return try await gate.authenticate(authorization: authorization)
        } catch AccountError.unauthenticated {
            throw Problem.unauthorized("The access token is not valid, or no longer.")
        }
    }
}

extension LiveSession {
    /// The person, as the author of a change that this request asks for.
    func author(_ context: some ExchangeContext) -> Author {
        Author(user: user, actor: "user:\(user)", traceparent: context.traceparent)
    }
}
