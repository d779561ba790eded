import Foundation
import HTTPTypes
import JSON
import Testing

/// Somebody who registered over HTTP.
struct Guest: Sendable {
    let server: TestServer
    let email: String
    var access: String
    var refresh: String

    static let password = "correct horse"

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, fields: HTTPFields = [:]
    ) async throws -> Reply {
        try await Person(server: server, token: access).send(method, path, body, fields: fields)
    }
}

extension TestServer {
    func register(_ email: String? = nil, extra: String = "") async throws -> Guest {
        let email = email ?? "\(UUID().uuidString.prefix(8).lowercased())@example.org"
        let reply = try await send(
            .post, "/api/auth/register",
            #"{"email": "\#(email)", "password": "\#(Guest.password)", "name": "Ada"\#(extra)}"#)
        #expect(reply.status == .created)
        return try guest(email, reply)
    }

    func login(_ email: String, _ password: String = Guest.password) async throws -> Reply {
        try await send(.post, "/api/auth/login", #"{"email": "\#(email)", "password": "\#(password)"}"#)
    }

    func guest(_ email: String, _ reply: Reply) throws -> Guest {
        Guest(
            server: self, email: email, access: try #require(reply.json["access_token"]?.string),
            refresh: try #require(reply.json["refresh_token"]?.string))
    }
}
