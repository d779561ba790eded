import Crypto
import Foundation
import Storage

/// What exchanges for the next access token: session, nonce and tag, 16 bytes each, as base64url. The session's row
/// knows the SHA-256 of the present token and of the one before it; of all older ones the tag tells that they were
/// issued here, so that a copy is recognised however old it is, and no list of them is kept.
struct RefreshToken: Hashable, Sendable {
    let session: Identifier
    fileprivate let nonce: [UInt8]
    fileprivate let tag: [UInt8]

    fileprivate init(session: Identifier, nonce: [UInt8], tag: [UInt8]) {
        self.session = session
        self.nonce = nonce
        self.tag = tag
    }

    /// What a stranger presents; nil when it has another shape.
    init?(_ text: String) {
        guard text.utf8.count == 64, let bytes = Base64URL.decode(text), bytes.count == 48,
            let session = Identifier(bytes: bytes[0..<16])
        else { return nil }
        self.init(session: session, nonce: Array(bytes[16..<32]), tag: Array(bytes[32..<48]))
    }

    fileprivate var bytes: [UInt8] { session.bytes + nonce + tag }

    /// 64 characters.
    var text: String { Base64URL.encode(bytes) }
    var hash: [UInt8] { Array(SHA256.hash(data: bytes)) }
}

/// Issues refresh tokens and recognises them.
struct RefreshKeys: Sendable {
    private struct Keys {
        let tag: SymmetricKey
        let successor: SymmetricKey

        init(_ secret: SigningSecret) {
            tag = secret.derived("todo refresh token tag")
            successor = secret.derived("todo refresh token successor")
        }

        func token(_ session: Identifier, nonce: [UInt8]) -> RefreshToken {
            let code = HMAC<SHA256>.authenticationCode(for: session.bytes + nonce, using: tag)
            return RefreshToken(session: session, nonce: nonce, tag: Array(code.prefix(16)))
        }

        func successor(of token: RefreshToken) -> RefreshToken {
            let code = HMAC<SHA256>.authenticationCode(for: token.bytes, using: successor)
            return self.token(token.session, nonce: Array(code.prefix(16)))
        }
    }

    private let current: Keys
    private let previous: Keys?

    init(secrets: AccountSecrets) {
        current = Keys(secrets.current)
        previous = secrets.previous.map(Keys.init)
    }

    func first(of session: Identifier) -> RefreshToken {
        current.token(session, nonce: SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) })
    }

    /// The one token that follows; the same for every asker, so that a repeated request (a lost answer, two tabs)
    /// gets the same one, although the database knows hashes only.
    func successor(of token: RefreshToken) -> RefreshToken {
        current.successor(of: token)
    }

    /// The successor with this hash, if today's key or the one before made it.
    func successor(of token: RefreshToken, withHash hash: [UInt8]) -> RefreshToken? {
        all.map { $0.successor(of: token) }.first { $0.hash == hash }
    }

    /// Whether the token was issued here at some time.
    func issued(_ token: RefreshToken) -> Bool {
        all.contains { keys in
            // In constant time: how far two tags agree is nobody's business.
            zip(keys.token(token.session, nonce: token.nonce).tag, token.tag).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
        }
    }

    private var all: [Keys] { [current] + (previous.map { [$0] } ?? []) }
}
