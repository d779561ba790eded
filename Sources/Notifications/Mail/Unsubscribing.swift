import Crypto
import Foundation
public import Storage

/// The links by which mails are ended with one click (RFC 8058): each proves by itself whose mails it ends, so that
/// nobody need sign in and nothing need be kept.
public struct Unsubscribing: Sendable {
    private let publicURL: String
    private let keys: [SymmetricKey]

    /// - Parameters:
    ///   - publicURL: where people reach the server, without a slash at its end.
    ///   - secret: `JWT_SECRET`.
    ///   - previous: `JWT_SECRET_PREVIOUS`: the links of yesterday's mails go on working.
    public init(publicURL: String, secret: [UInt8], previous: [UInt8]? = nil) {
        self.publicURL = publicURL
        keys = [secret, previous].compactMap { $0 }.map { secret in
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: SymmetricKey(data: secret), info: Data("todo unsubscribe v1".utf8),
                outputByteCount: 32)
        }
    }

    public func link(for user: Identifier) -> String {
        let signature = keys.first.map { Array(HMAC<SHA256>.authenticationCode(for: user.bytes, using: $0)) } ?? []
        return "\(publicURL)/api/unsubscribe/\(Base64URL.encode(user.bytes + signature))"
    }

    /// Whose mails the link with this token ends; nil when nobody's.
    public func user(of token: String) -> Identifier? {
        guard token.utf8.count <= 100, let bytes = Base64URL.decode(token), bytes.count == 48,
            let user = Identifier(bytes: bytes.prefix(16))
        else { return nil }
        let signature = Data(bytes.dropFirst(16))
        let isGenuine = keys.contains { key in
            HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: user.bytes, using: key)
        }
        return isGenuine ? user : nil
    }
}
