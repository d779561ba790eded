import Crypto
import Foundation
import JSON
import Time

/// The key pair by which push services know this server: RFC 8292.
public struct VAPIDKey: Sendable {
    /// How long a token is good for; 24 hours at most (section 2).
    private static let lifetimeInSeconds: Int64 = 12 * 3600

    private let key: P256.Signing.PrivateKey

    init() {
        key = P256.Signing.PrivateKey()
    }

    /// Nil unless they are the 32 bytes of ``bytes``.
    init?(bytes: [UInt8]) {
        guard let key = try? P256.Signing.PrivateKey(rawRepresentation: bytes) else { return nil }
        self.key = key
    }

    /// The private key.
    var bytes: [UInt8] { Array(key.rawRepresentation) }

    /// The public key as browsers take it (`applicationServerKey`): base64url of 65 bytes, uncompressed.
    public var publicKey: String { Base64URL.encode(key.publicKey.x963Representation) }

    /// The value of `Authorization` (section 3).
    ///
    /// - Parameters:
    ///   - audience: the origin of the push service.
    ///   - subject: whom the push service may turn to: a `mailto:` or `https:` URL; nil for nobody (section 2.1).
    func authorization(for audience: String, subject: String?, at now: Instant) throws -> String {
        let header = Base64URL.encode(#"{"typ":"JWT","alg":"ES256"}"#.utf8)
        var claims = JSONWriter(capacity: 256)
        claims.object { json in
            json.member("aud", audience)
            json.member("exp") { $0.integer(now.adding(seconds: Self.lifetimeInSeconds).milliseconds / 1000) }
            if let subject { json.member("sub", subject) }
        }
        let signed = "\(header).\(Base64URL.encode(claims.bytes))"
        let signature = try key.signature(for: Data(signed.utf8)).rawRepresentation
        return "vapid t=\(signed).\(Base64URL.encode(signature)),k=\(publicKey)"
    }
}
