import Crypto
import Foundation

/// The secret that a webhook's messages are signed with: 24 to 64 random bytes, shared with the receiver.
/// <https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>
public struct WebhookSecret: Hashable, Sendable {
    static let prefix = "whsec_"
    private static let length = 24...64

    let bytes: [UInt8]

    /// A new one of 32 bytes.
    public init() {
        bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
    }

    /// Nil unless there are 24 to 64 bytes.
    public init?(bytes: [UInt8]) {
        guard Self.length.contains(bytes.count) else { return nil }
        self.bytes = bytes
    }

    /// Reads ``text``.
    public init?(_ text: String) {
        guard text.hasPrefix(Self.prefix), let data = Data(base64Encoded: String(text.dropFirst(Self.prefix.count)))
        else { return nil }
        self.init(bytes: Array(data))
    }

    /// `whsec_` and base64: the form that receivers' libraries take.
    public var text: String { Self.prefix + Data(bytes).base64EncodedString() }

    /// `v1,` and the base64 of HMAC-SHA256.
    func signature(of content: [UInt8]) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: content, using: SymmetricKey(data: bytes))
        return "v1," + Data(code).base64EncodedString()
    }
}
