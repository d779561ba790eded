import Crypto
import Foundation

/// The secrets that tokens are signed with: today's, and the one before it while its tokens are still out.
public struct AccountSecrets: Sendable {
    public static let minimumLength = 32

    let current: SigningSecret
    let previous: SigningSecret?

    /// Nil when a secret has fewer than ``minimumLength`` bytes.
    public init?(current: [UInt8], previous: [UInt8]? = nil) {
        guard current.count >= Self.minimumLength, previous.map({ $0.count >= Self.minimumLength }) ?? true else {
            return nil
        }
        self.current = SigningSecret(bytes: current)
        self.previous = previous.map(SigningSecret.init)
    }

    var all: [SigningSecret] { [current] + (previous.map { [$0] } ?? []) }
}

struct SigningSecret: Sendable {
    let key: SymmetricKey

    init(bytes: [UInt8]) {
        key = SymmetricKey(data: bytes)
    }

    /// The name by which tokens refer to the secret; tells nothing about it.
    var keyIdentifier: String {
        Base64URL.encode(derived("todo key identifier", length: 8).withUnsafeBytes { Array($0) })
    }

    /// A key for another purpose (RFC 5869).
    func derived(_ label: String, length: Int = 32) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: key, info: Data(label.utf8), outputByteCount: length)
    }
}
