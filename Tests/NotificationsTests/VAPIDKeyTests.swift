import Crypto
import Foundation
import JSON
import Testing
import Time

@testable import Notifications

@Suite struct VAPIDKeyTests {
    private static let now = Instant(milliseconds: 1_764_000_000_999)

    @Test func `The header is a token for the push service that the public key verifies`() throws {
        let key = VAPIDKey()
        let value = try key.authorization(
            for: "https://push.example.net", subject: "mailto:ada@example.org", at: Self.now)
        let parts = try #require(value.wholeMatch(of: /vapid t=([\w-]+)\.([\w-]+)\.([\w-]+),k=([\w-]+)/)?.output)
        #expect(parts.4 == key.publicKey)
        let header = try JSONParser.parse(try #require(Base64URL.decode(String(parts.1))))
        #expect(header["alg"]?.string == "ES256")
        #expect(header["typ"]?.string == "JWT")
        let claims = try JSONParser.parse(try #require(Base64URL.decode(String(parts.2))))
        #expect(claims["aud"]?.string == "https://push.example.net")
        #expect(claims["sub"]?.string == "mailto:ada@example.org")
        // Twelve hours; more than 24 are refused (RFC 8292, section 2).
        #expect(claims["exp"]?.integer == 1_764_000_000 + 12 * 3600)

        let point = try #require(Base64URL.decode(String(parts.4)))
        #expect(point.count == 65)
        let verifier = try P256.Signing.PublicKey(x963Representation: point)
        let bytes = try #require(Base64URL.decode(String(parts.3)))
        let signature = try P256.Signing.ECDSASignature(rawRepresentation: bytes)
        #expect(verifier.isValidSignature(signature, for: Data("\(parts.1).\(parts.2)".utf8)))
        #expect(!verifier.isValidSignature(signature, for: Data("\(parts.1).\(parts.1)".utf8)))
    }

    @Test func `A key read back is the same key`() throws {
        let key = VAPIDKey()
        #expect(VAPIDKey(bytes: key.bytes)?.publicKey == key.publicKey)
        #expect(VAPIDKey().publicKey != key.publicKey)
        #expect(VAPIDKey(bytes: Array(key.bytes.dropLast())) == nil)
        #expect(VAPIDKey(bytes: Array(repeating: 0, count: 32)) == nil)
    }
}
