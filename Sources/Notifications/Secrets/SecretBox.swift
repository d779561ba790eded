import Crypto
import Foundation

/// Encrypts what the database keeps but must not show to whoever reads a copy of it: AES-256-GCM under a key that is
/// derived from `JWT_SECRET` (HKDF-SHA256, RFC 5869).
///
/// What is sealed names its key, so that after a change of the secret the old one still opens it
/// (`JWT_SECRET_PREVIOUS`), and it opens only in the place that it was sealed for.
public struct SecretBox: Sendable {
    /// The form: this byte, the key's identifier, 12 bytes of nonce, the ciphertext, 16 bytes of tag.
    private static let form: UInt8 = 1
    private static let identifierLength = 8

    private struct Key: Sendable {
        let identifier: [UInt8]
        let key: SymmetricKey

        init(secret: [UInt8]) {
            let secret = SymmetricKey(data: secret)
            key = Self.derived(from: secret, "todo secrets v1", length: 32)
            identifier = Self.derived(from: secret, "todo secrets v1 identifier", length: identifierLength)
                .withUnsafeBytes { Array($0) }
        }

        private static func derived(from secret: SymmetricKey, _ label: String, length: Int) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(inputKeyMaterial: secret, info: Data(label.utf8), outputByteCount: length)
        }
    }

    private let current: Key
    private let previous: Key?

    /// - Parameters:
    ///   - secret: `JWT_SECRET`; everything is sealed with it.
    ///   - previous: `JWT_SECRET_PREVIOUS`; it only opens.
    public init(secret: [UInt8], previous: [UInt8]? = nil) {
        current = Key(secret: secret)
        self.previous = previous.map { Key(secret: $0) }
    }

    /// The name of the key that seals; 8 bytes that tell nothing about it.
    public var keyIdentifier: [UInt8] { current.identifier }

    /// The name of the key that only opens.
    public var previousKeyIdentifier: [UInt8]? { previous?.identifier }

    /// - Parameter place: the table and the row that the result is for, as in `webhooks/019a…`.
    public func seal(_ plaintext: [UInt8], for place: String) throws -> [UInt8] {
        let head = [Self.form] + current.identifier
        let box = try AES.GCM.seal(
            plaintext, using: current.key, authenticating: Self.authenticated(head, place))
        return head + box.nonce + box.ciphertext + box.tag
    }

    /// - Parameter place: the one that it was sealed for.
    public func open(_ sealed: [UInt8], for place: String) throws(SecretBoxError) -> [UInt8] {
        guard sealed.first == Self.form, let identifier = Self.identifier(of: sealed) else { throw .damaged }
        guard let key = [current, previous].compactMap({ $0 }).first(where: { $0.identifier == identifier }) else {
            throw .unknownKey
        }
        let head = [Self.form] + identifier
        do {
            let box = try AES.GCM.SealedBox(combined: sealed.dropFirst(head.count))
            return Array(try AES.GCM.open(box, using: key.key, authenticating: Self.authenticated(head, place)))
        } catch {
            throw .damaged
        }
    }

    /// Whether ``open(_:for:)`` needs today's secret only.
    public func isCurrent(_ sealed: [UInt8]) -> Bool { Self.identifier(of: sealed) == current.identifier }

    private static func identifier(of sealed: [UInt8]) -> [UInt8]? {
        let identifier = Array(sealed.dropFirst().prefix(identifierLength))
        return identifier.count == identifierLength ? identifier : nil
    }

    private static func authenticated(_ head: [UInt8], _ place: String) -> [UInt8] { head + Array(place.utf8) }
}

/// Why a secret stays shut.
public enum SecretBoxError: Error, Sendable, Equatable {
    /// It was sealed under a `JWT_SECRET` that this process was not given.
    case unknownKey
    /// It was changed, or sealed for another place.
    case damaged
}
