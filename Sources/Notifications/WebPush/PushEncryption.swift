import Crypto
import Foundation

/// Encrypts messages for one browser: RFC 8291 (which keys) over RFC 8188 (`aes128gcm`, one record).
struct PushEncryption: Sendable {
    /// What every push service takes (RFC 8030, section 7.2).
    static let recordSize = 4096
    /// What is left for the message: without the header (86 bytes), the tag (16) and the delimiter (1).
    static let longestMessage = 3993

    private let browser: P256.KeyAgreement.PublicKey
    private let authentication: [UInt8]

    /// - Parameters:
    ///   - browserKey: the subscription's `p256dh`: a point of P-256, uncompressed, 65 bytes.
    ///   - authentication: its `auth`: 16 bytes.
    init?(browserKey: [UInt8], authentication: [UInt8]) {
        guard browserKey.count == 65, authentication.count == 16,
            let browser = try? P256.KeyAgreement.PublicKey(x963Representation: browserKey)
        else { return nil }
        self.browser = browser
        self.authentication = authentication
    }

    /// The body of a push.
    ///
    /// - Parameters:
    ///   - salt: 16 bytes, never the same twice.
    ///   - sender: a key pair for this message alone.
    ///   - padding: zero bytes behind the message, which hide its length.
    func seal(
        _ message: [UInt8], salt: [UInt8], sender: P256.KeyAgreement.PrivateKey, padding: Int
    ) throws(PushEncryptionError) -> [UInt8] {
        guard message.count + padding <= Self.longestMessage, salt.count == 16 else { throw .tooLong }
        do {
            let publicKey = Array(sender.publicKey.x963Representation)
            let info = Array("WebPush: info\0".utf8) + Array(browser.x963Representation) + publicKey
            let material = try sender.sharedSecretFromKeyAgreement(with: browser).hkdfDerivedSymmetricKey(
                using: SHA256.self, salt: authentication, sharedInfo: info, outputByteCount: 32)
            let key = Self.derived(from: material, salt, "Content-Encoding: aes128gcm\0", length: 16)
            let nonce = Self.derived(from: material, salt, "Content-Encoding: nonce\0", length: 12)
            // The delimiter of the last record; zeros behind it are padding (RFC 8188, section 2).
            let record = message + [2] + Array(repeating: 0, count: padding)
            let box = try AES.GCM.seal(
                record, using: key, nonce: AES.GCM.Nonce(data: nonce.withUnsafeBytes { Array($0) }))
            let size = withUnsafeBytes(of: UInt32(Self.recordSize).bigEndian) { Array($0) }
            return salt + size + [UInt8(publicKey.count)] + publicKey + box.ciphertext + box.tag
        } catch {
            throw .failed
        }
    }

    /// The body of a push with a salt and a key pair of its own. Lengths are rounded up to a multiple of 256: whoever
    /// carries the message should not tell a short title from a long one.
    func seal(_ message: [UInt8]) throws(PushEncryptionError) -> [UInt8] {
        let salt = SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) }
        let padding = min((256 - message.count % 256) % 256, max(Self.longestMessage - message.count, 0))
        return try seal(message, salt: salt, sender: P256.KeyAgreement.PrivateKey(), padding: padding)
    }

    private static func derived(
        from material: SymmetricKey, _ salt: [UInt8], _ label: String, length: Int
    ) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: material, salt: salt, info: Data(label.utf8), outputByteCount: length)
    }
}

enum PushEncryptionError: Error, Sendable {
    /// More than ``PushEncryption/longestMessage``.
    case tooLong
    case failed
}
