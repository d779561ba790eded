import Foundation
import JWTKit
import Storage
import Time

/// What an access token says.
struct AccessClaims: Sendable {
    let user: Identifier
    let session: Identifier
    let expiresAt: Instant
}

/// Signs and verifies access tokens: JWT (RFC 7519) with HS256, for 15 minutes.
struct AccessTokens: Sendable {
    static let lifetimeInSeconds = 900
    private static let issuer = "todo"
    private static let audience = "todo-api"
    /// Longer texts are none of ours.
    private static let longest = 2048

    private struct Payload: JWTPayload {
        let iss: String
        let aud: String
        let sub: String
        let sid: String
        let jti: String
        let iat: Int64
        let exp: Int64

        /// Times are compared with the injected clock, by ``AccessTokens/verify(_:at:)``.
        func verify(using algorithm: some JWTAlgorithm) {}
    }

    private let keys: JWTKeyCollection
    private let current: String
    private let accepted: Set<String>

    init(secrets: AccountSecrets) async {
        keys = JWTKeyCollection()
        for secret in secrets.all {
            await keys.add(
                hmac: HMACKey(key: secret.key), digestAlgorithm: .sha256,
                kid: JWKIdentifier(string: secret.keyIdentifier))
        }
        current = secrets.current.keyIdentifier
        accepted = Set(secrets.all.map(\.keyIdentifier))
    }

    func issue(for user: Identifier, session: Identifier, at now: Instant) async throws(AccountError) -> String {
        let seconds = now.milliseconds / 1000
        let payload = Payload(
            iss: Self.issuer, aud: Self.audience, sub: user.description, sid: session.description,
            jti: Identifier(at: now).description, iat: seconds, exp: seconds + Int64(Self.lifetimeInSeconds))
        do {
            return try await keys.sign(payload, kid: JWKIdentifier(string: current))
        } catch {
            throw .storage(.failed("cannot sign a token: \(error)"))
        }
    }

    /// The claims of a token that was signed here, for here, and has not expired.
    func verify(_ token: String, at now: Instant) async -> AccessClaims? {
        let bytes = Array(token.utf8)
        // The library takes its default key for an unknown `kid` and does not look at `alg`.
        guard bytes.count <= Self.longest,
            let (header, _, signature) = try? DefaultJWTParser().parse(bytes, as: Payload.self),
            header.alg == "HS256", header.crit == nil, let kid = header.kid, accepted.contains(kid),
            // The last character of base64url has unused bits: only one spelling of a signature counts.
            token.hasSuffix("." + Base64URL.encode(Array(signature))),
            let payload = try? await keys.verify(bytes, as: Payload.self),
            payload.iss == Self.issuer, payload.aud == Self.audience,
            let user = Identifier(payload.sub), let session = Identifier(payload.sid)
        else { return nil }
        let expiresAt = Instant(milliseconds: 0).adding(seconds: payload.exp)
        return expiresAt > now ? AccessClaims(user: user, session: session, expiresAt: expiresAt) : nil
    }
}
