import Accounts
import ArgumentParser

struct ResetPassword: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset-password",
        abstract: "Print a link with which a person can set a new password.",
        discussion: """
            Hand it to that person and nobody else. It is good for one hour and one use. The token at its end also \
            serves /api/auth/password/reset, with `token` and `new_password`. PUBLIC_URL is the address it begins with.
            """)

    @Argument(help: "The person's e-mail address.")
    var email: String

    @OptionGroup var accounts: OperatorAccounts

    func run() async throws {
        let email = try EmailAddress(argument: email)
        guard let link = try await accounts({ try await $0.resetLink(for: email) }) else {
            throw Failure("nobody has the address \(email.text)")
        }
        print(link)
    }
}
