public import Storage

/// A mail to a person, before it has words.
public struct Letter: Sendable {
    public enum Kind: Sendable {
        /// Asks whether the address is theirs.
        case confirmation
        /// Lets them choose a new password.
        case passwordReset
    }

    public let kind: Kind
    /// Whose account it is about.
    public let user: Identifier
    public let email: String
    public let name: String
    /// BCP 47.
    public let locale: String
    /// Where to go, with the token. Whoever has it can do what the letter is for: it belongs into no log that
    /// others read.
    public let link: String

    init(_ kind: Kind, to user: User, link: String) {
        self.kind = kind
        self.user = user.id
        email = user.email
        name = user.name
        locale = user.locale
        self.link = link
    }
}

/// Where letters are handed in.
public struct Mailbox: Sendable {
    let post: @Sendable (Letter, any Connection) throws -> Void

    /// - Parameter post: takes a letter in the transaction of what it speaks of.
    public init(post: @escaping @Sendable (Letter, any Connection) throws -> Void) {
        self.post = post
    }

    /// - Parameter send: must return at once; called when what the letter speaks of is durable.
    public init(send: @escaping @Sendable (Letter) -> Void) {
        self.init(post: { letter, connection in connection.afterCommit { send(letter) } })
    }
}

/// The addresses that letters link to.
struct LetterLinks: Sendable {
    let publicURL: String

    func confirmation(_ token: SecretToken) -> String { "\(publicURL)/confirm-email?token=\(token.text)" }
    func reset(_ token: SecretToken) -> String { "\(publicURL)/reset-password?token=\(token.text)" }
}
