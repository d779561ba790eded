import Crypto
import Storage
import Time

@testable import Notifications

/// A browser that has subscribed, and can read what is sent to it.
struct Browser: Sendable {
    let endpoint: String
    private let key: P256.KeyAgreement.PrivateKey
    private let authentication: [UInt8]

    init() {
        self.init(endpoint: "https://push.example.org/\(Identifier(at: Instant(milliseconds: 0)))")
    }

    private init(endpoint: String) {
        self.endpoint = endpoint
        key = P256.KeyAgreement.PrivateKey()
        authentication = SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) }
    }

    /// With the same endpoint and other keys.
    func renewed() -> Browser { Browser(endpoint: endpoint) }

    func draft(label: String = "") -> PushSubscriptionDraft {
        PushSubscriptionDraft(
            endpoint: endpoint, p256dh: Base64URL.encode(key.publicKey.x963Representation),
            auth: Base64URL.encode(authentication), label: label)
    }

    /// Decrypts the body of a push: RFC 8291, section 3.4, and RFC 8188, section 2.
    func open(_ body: [UInt8]) throws -> [UInt8] {
        let salt = Array(body.prefix(16))
        let sender = Array(body.dropFirst(21).prefix(65))
        let info = Array("WebPush: info\0".utf8) + Array(key.publicKey.x963Representation) + sender
        let material = try key.sharedSecretFromKeyAgreement(with: .init(x963Representation: sender))
            .hkdfDerivedSymmetricKey(using: SHA256.self, salt: authentication, sharedInfo: info, outputByteCount: 32)
        let derive = { (label: String, length: Int) in
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: material, salt: salt, info: Array(label.utf8), outputByteCount: length)
        }
        let nonce = derive("Content-Encoding: nonce\0", 12).withUnsafeBytes { Array($0) }
        let record = try AES.GCM.open(
            .init(combined: nonce + body.dropFirst(86)), using: derive("Content-Encoding: aes128gcm\0", 16))
        return record.reversed().drop { $0 == 0 }.dropFirst().reversed()
    }
}
