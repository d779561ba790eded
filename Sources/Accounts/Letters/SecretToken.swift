import Crypto

/// 256 random bits that somebody carries, as base64url; the database knows their SHA-256 only.
struct SecretToken: Hashable, Sendable {
    /// 43 characters.
    let text: String

    init() {
        text = Base64URL.encode(SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) })
    }

    /// What a stranger presents; nil when it cannot be one of ours.
    init?(_ text: String) {
        guard text.utf8.count == 43, Base64URL.decode(text) != nil else { return nil }
        self.text = text
    }

    var hash: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}
