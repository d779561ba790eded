import Crypto
import Foundation
import HTTPTypes
import JSON
import Testing

@testable import Backend

/// Something in the place of an access token that must not count as one.
struct BadCredential: Sendable {
    let name: String
    var fields = HTTPFields()
    /// What follows the path.
    var query = ""

    private init(_ name: String, _ authorization: String...) {
        self.name = name
        for value in authorization { fields.append(HTTPField(name: .authorization, value: value)) }
    }

    /// Every kind, made of what the owner holds or held.
    static func all(of owner: Owner, on server: TestServer) async throws -> [BadCredential] {
        let token = owner.guest.access
        return malformed(token) + misplaced(token)
            + (try forged(token, of: owner)) + (try await ended(owner, on: server))
            + [BadCredential("a refresh token", "Bearer \(owner.guest.refresh)")]
    }

    private static func malformed(_ token: String) -> [BadCredential] {
        [
            BadCredential("no field"),
            BadCredential("an empty field", ""),
            BadCredential("another scheme", "Basic \(token)"),
            BadCredential("a scheme alone", "Bearer"),
            BadCredential("a scheme and a space", "Bearer "),
            BadCredential("a token alone", token),
            BadCredential("garbage", "Bearer x.y.z"),
            BadCredential("text that is long", "Bearer \(String(repeating: "a", count: 5000))"),
            BadCredential("a token with a tail", "Bearer \(token)x"),
            BadCredential("a token without its end", "Bearer \(token.dropLast())"),
            BadCredential("two tokens in a field", "Bearer \(token) \(token)"),
            BadCredential("a list of tokens", "Bearer \(token), Bearer \(token)"),
            BadCredential("two fields", "Bearer \(token)", "Bearer \(token)"),
        ]
    }

    /// Tokens never stand in a URL, and no cookie is one: other sites could make a browser send it.
    private static func misplaced(_ token: String) -> [BadCredential] {
        var query = BadCredential("a token in the query")
        query.query = "?access_token=\(token)&token=\(token)&authorization=Bearer%20\(token)"
        var cookie = BadCredential("a token in a cookie")
        cookie.fields[.cookie] = "access_token=\(token); token=\(token); session=\(token)"
        return [query, cookie]
    }

    private static func forged(_ token: String, of owner: Owner) throws -> [BadCredential] {
        let genuine = try SignedToken(token)
        // The means are good: what is signed like this with nothing changed is let in; see the tests.
        let own = TestServer.secret
        let foreign = Array(repeating: UInt8(ascii: "f"), count: 32)
        let expired = try genuine.with(expiry: 1_000_000_000)
        let nobody = "019a9f3e-6c00-7d3a-8f21-5b1d0c9e4a77"
        return [
            ("no algorithm", try genuine.replacing("HS256", with: "none").unsigned),
            ("no algorithm, signed", try genuine.replacing("HS256", with: "none").signed(own)),
            ("another algorithm", try genuine.replacing("HS256", with: "HS512").signedWithSHA512(own)),
            ("another algorithm's name", try genuine.replacing("HS256", with: "HS512").signed(own)),
            ("a foreign key", genuine.signed(foreign)),
            ("a foreign key of no name", try genuine.replacing("\"kid\"", with: "\"kit\"").signed(foreign)),
            ("an empty key", genuine.signed([])),
            ("a token that has expired", expired.signed(own)),
            ("another expiry under the old signature", try genuine.with(expiry: 4_000_000_000).kept),
            ("another person under the old signature", try genuine.replacing(owner.user, with: nobody).kept),
            ("another issuer", try genuine.replacing("\"iss\":\"todo\"", with: "\"iss\":\"toda\"").signed(own)),
            ("another audience", try genuine.replacing("todo-api", with: "todo-ipa").signed(own)),
            ("a session that nobody has", try genuine.replacing("\"sid\":\"0", with: "\"sid\":\"1").signed(own)),
            ("a session of somebody else", try genuine.replacing(owner.user, with: nobody).signed(own)),
        ].map { BadCredential($0, "Bearer \($1)") }
    }

    /// Tokens that were good once.
    private static func ended(_ owner: Owner, on server: TestServer) async throws -> [BadCredential] {
        func another() async throws -> Guest {
            try server.guest(owner.guest.email, try await server.login(owner.guest.email))
        }
        let loggedOut = try await another()
        #expect(try await loggedOut.send(.post, "/api/auth/logout").status == .noContent)

        let ended = try await another()
        let sessions = try await ended.send(.get, "/api/auth/sessions").json["items"]?.array ?? []
        let id = try #require(sessions.first { $0["current"]?.bool == true }?["id"]?.string)
        #expect(try await owner.guest.send(.delete, "/api/auth/sessions/\(id)").status == .noContent)

        let before = try await another()
        for (current, new) in [("correct horse", "battery staple"), ("battery staple", "correct horse")] {
            let body = #"{"current_password": "\#(current)", "new_password": "\#(new)"}"#
            #expect(try await owner.guest.send(.post, "/api/users/me/password", body).status == .noContent)
        }

        let deleted = try await server.register()
        let body = #"{"current_password": "\#(Guest.password)"}"#
        #expect(try await deleted.send(.delete, "/api/users/me", body).status == .noContent)
        return [
            BadCredential("a session that was logged out", "Bearer \(loggedOut.access)"),
            BadCredential("a session that was ended", "Bearer \(ended.access)"),
            BadCredential("a session from before the password", "Bearer \(before.access)"),
            BadCredential("an account that was deleted", "Bearer \(deleted.access)"),
        ]
    }
}

/// A JSON Web Token in its parts, to be put together otherwise.
struct SignedToken {
    private var header: String
    private var payload: String
    private let signature: String

    init(_ token: String) throws {
        let parts = token.split(separator: ".").map(String.init)
        try #require(parts.count == 3)
        header = String(decoding: try #require(Data(base64URL: parts[0])), as: UTF8.self)
        payload = String(decoding: try #require(Data(base64URL: parts[1])), as: UTF8.self)
        signature = parts[2]
    }

    /// With another text in its header or payload; it must be there.
    func replacing(_ old: String, with new: String) throws -> SignedToken {
        var changed = self
        changed.header = header.replacing(old, with: new)
        changed.payload = payload.replacing(old, with: new)
        try #require(changed.header != header || changed.payload != payload, "\(old)")
        return changed
    }

    func with(expiry: Int64) throws -> SignedToken {
        let expiresAt = try #require(try JSONParser.parse(payload.utf8)["exp"]?.integer)
        return try replacing("\"exp\":\(expiresAt)", with: "\"exp\":\(expiry)")
    }

    private var content: String { "\(Data(header.utf8).base64URL).\(Data(payload.utf8).base64URL)" }

    /// Under the signature that it had.
    var kept: String { "\(content).\(signature)" }
    var unsigned: String { "\(content)." }

    func signed(_ key: [UInt8]) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data(content.utf8), using: SymmetricKey(data: key))
        return "\(content).\(Data(code).base64URL)"
    }

    func signedWithSHA512(_ key: [UInt8]) -> String {
        let code = HMAC<SHA512>.authenticationCode(for: Data(content.utf8), using: SymmetricKey(data: key))
        return "\(content).\(Data(code).base64URL)"
    }
}
