import Crypto
import Foundation
import JWTKit
import Storage
import Testing
import Time

@testable import Accounts

struct AccessTokensTests {
    private let user = Identifier(at: Premises.start)
    private let session = Identifier(at: Premises.start)

    @Test func `verifies what it issued, for 15 minutes`() async throws {
        let tokens = await AccessTokens(secrets: try Premises.secrets())
        let token = try await tokens.issue(for: user, session: session, at: Premises.start)
        let claims = try #require(await tokens.verify(token, at: Premises.start))
        #expect(claims.user == user)
        #expect(claims.session == session)
        #expect(claims.expiresAt == Premises.start.adding(seconds: 900))
        #expect(await tokens.verify(token, at: Premises.start.adding(milliseconds: 899_999)) != nil)
        #expect(await tokens.verify(token, at: Premises.start.adding(seconds: 900)) == nil)
    }

    @Test func `carries what the contract names`() async throws {
        let tokens = await AccessTokens(secrets: try Premises.secrets())
        let token = try await tokens.issue(for: user, session: session, at: Premises.start)
        let parts = try token.split(separator: ".").prefix(2).map { part in
            try JSONSerialization.jsonObject(with: Data(try #require(Base64URL.decode(String(part)))))
        }
        let header = try #require(parts.first as? [String: String])
        #expect(header["alg"] == "HS256")
        #expect(header["kid"] == (try Premises.secrets()).current.keyIdentifier)
        let payload = try #require(parts.dropFirst().first as? [String: Any])
        #expect(Set(payload.keys) == ["iss", "aud", "exp", "iat", "sub", "sid", "jti"])
    }

    @Test func `takes tokens of the previous secret, and signs with the present one`() async throws {
        let old = try Premises.secrets()
        let new = try #require(
            AccountSecrets(current: Array(repeating: 7, count: 32), previous: Premises.secret))
        let token = try await AccessTokens(secrets: old).issue(for: user, session: session, at: Premises.start)
        let tokens = await AccessTokens(secrets: new)
        #expect(await tokens.verify(token, at: Premises.start) != nil)
        let renewed = try await tokens.issue(for: user, session: session, at: Premises.start)
        #expect(await AccessTokens(secrets: old).verify(renewed, at: Premises.start) == nil)
    }

    @Test func `refuses short secrets`() {
        #expect(AccountSecrets(current: Array(repeating: 1, count: 31)) == nil)
        #expect(AccountSecrets(current: Array(repeating: 1, count: 32), previous: [1]) == nil)
    }

    // MARK: Forgeries

    /// What differs from a token that is good.
    struct Forgery: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var header: [String: String] = [:]
        var claims: [String: String] = [:]
        var secret = Premises.secret
        var hash = "HS256"
    }

    private static let forgeries = [
        Forgery(testDescription: "alg none with a good signature", header: ["alg": "none"]),
        Forgery(testDescription: "alg None", header: ["alg": "None"], hash: "none"),
        Forgery(testDescription: "alg none without signature", header: ["alg": "none"], hash: "none"),
        Forgery(testDescription: "HS256 without signature", hash: "none"),
        Forgery(testDescription: "HS512 with the right key", header: ["alg": "HS512"], hash: "HS512"),
        Forgery(testDescription: "HS384 said, HS256 done", header: ["alg": "HS384"]),
        Forgery(testDescription: "RS256 said", header: ["alg": "RS256"]),
        Forgery(testDescription: "another key under our name", secret: Array(repeating: 9, count: 32)),
        Forgery(testDescription: "another key's name", header: ["kid": "another"]),
        Forgery(testDescription: "no key's name", header: ["kid": ""]),
        Forgery(testDescription: "critical extensions", header: ["crit": "x"]),
        Forgery(testDescription: "another issuer", claims: ["iss": "somebody"]),
        Forgery(testDescription: "another audience", claims: ["aud": "something"]),
        Forgery(testDescription: "no person", claims: ["sub": "root"]),
        Forgery(testDescription: "no session", claims: ["sid": ""]),
    ]

    @Test(arguments: forgeries)
    func `refuses forgeries`(forgery: Forgery) async throws {
        let tokens = await AccessTokens(secrets: try Premises.secrets())
        #expect(await tokens.verify(try token(forgery), at: Premises.start) == nil)
    }

    @Test func `takes the same token when nothing is forged`() async throws {
        let tokens = await AccessTokens(secrets: try Premises.secrets())
        #expect(await tokens.verify(try token(Forgery(testDescription: "good")), at: Premises.start) != nil)
    }

    @Test func `refuses a token with any one character changed`() async throws {
        let tokens = await AccessTokens(secrets: try Premises.secrets())
        let token = try await tokens.issue(for: user, session: session, at: Premises.start)
        for index in token.indices {
            for replacement in ["A", "B", ".", "é"] where String(token[index]) != replacement {
                let forged = token.replacingCharacters(in: index...index, with: replacement)
                #expect(await tokens.verify(forged, at: Premises.start) == nil, "\(forged)")
            }
        }
    }

    @Test(arguments: ["", ".", "..", "...", "a.b.c", "e30.e30.", "\u{0}", String(repeating: "a", count: 100_000)])
    func `refuses rubbish`(token: String) async throws {
        let tokens = await AccessTokens(secrets: try Premises.secrets())
        #expect(await tokens.verify(token, at: Premises.start) == nil)
    }

    private func token(_ forgery: Forgery) throws -> String {
        var header: [String: Any] = [
            "alg": "HS256", "typ": "JWT", "kid": try Premises.secrets().current.keyIdentifier,
        ]
        for (name, value) in forgery.header { header[name] = name == "crit" ? [value] : value }
        let seconds = Premises.start.milliseconds / 1000
        var claims: [String: Any] = [
            "iss": "todo", "aud": "todo-api", "sub": user.description, "sid": session.description, "jti": "1",
            "iat": seconds, "exp": seconds + 900,
        ]
        for (name, value) in forgery.claims { claims[name] = value }
        let signed = try [header, claims]
            .map { Base64URL.encode(Array(try JSONSerialization.data(withJSONObject: $0))) }
            .joined(separator: ".")
        let key = SymmetricKey(data: forgery.secret)
        let signature: [UInt8] =
            switch forgery.hash {
            case "HS256": Array(HMAC<SHA256>.authenticationCode(for: Data(signed.utf8), using: key))
            case "HS512": Array(HMAC<SHA512>.authenticationCode(for: Data(signed.utf8), using: key))
            default: []
            }
        return signed + "." + Base64URL.encode(signature)
    }
}
