/// A mail to a person, before it has words.
public struct Letter: Sendable {
    public enum Kind: Sendable {
        /// Asks whether the address is theirs.
        case confirmation
        /// Lets them choose a new password.
        case passwordReset
    }

    public let kind: Kind
    public let email: String
    public let name: String
    /// BCP 47.
    public let locale: String
    /// Where to go, with the token. Whoever has it can do what the letter is for: it belongs into no log that
    /// others read.
    public let link: String

    init(_ kind: Kind, to user: User, link: String) {
        self.kind = kind
        email = user.email
        name = user.name
        locale = user.locale
        self.link = link
    }
}

/// Where letters are handed in.
public struct Mailbox: Sendable {
    /// Must return at once; called when what the letter speaks of is durable.
    public let send: @Sendable (Letter) -> Void

    public init(send: @escaping @Sendable (Letter) -> Void) {
        self.send = send
    }
}

/// The addresses that letters link to.
struct LetterLinks: Sendable {
    let publicURL: String

    func confirmation(_ token: SecretToken) -> String { "\(publicURL)/confirm-email?token=\(token.text)" }
    func reset(_ token: SecretToken) -> String { "\(publicURL)/reset-password?token=\(token.text)" }
}
