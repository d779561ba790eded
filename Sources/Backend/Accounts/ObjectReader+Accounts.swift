import API
import Accounts
import JSON
import Time

/// The members that requests about accounts have in common.
extension ObjectReader {
    static let nameRule = TextRule(length: 1...255, trims: true)

    mutating func email() -> Field<EmailAddress> {
        take("email", as: "an e-mail address of at most 254 characters") { $0.string.flatMap { EmailAddress($0) } }
    }

    mutating func newPassword(_ name: String) -> Field<Password> {
        take(name, as: "text of 8 to 128 characters, none of them a control character") {
            $0.string.flatMap { Password($0) }
        }
    }

    /// Any text: what is none of ours is for the feature to refuse.
    mutating func secret(_ name: String) -> String? {
        required(name, take(name, as: "text") { $0.string })
    }

    mutating func currentPassword() -> Password? {
        secret("current_password").map { Password(attempt: $0) }
    }

    mutating func timezone() -> Field<Zone> {
        take("timezone", as: "the name of an IANA time zone") { $0.string.flatMap { Zone(identifier: $0) } }
    }

    mutating func locale() -> Field<LanguageTag> {
        take("locale", as: "a language tag (BCP 47)") { $0.string.flatMap { LanguageTag($0) } }
    }

    /// Names what nobody took, and throws 422 when anything was wrong.
    mutating func close() throws(Problem) {
        finish()
        guard errors.isEmpty else { throw .invalid(errors) }
    }
}
