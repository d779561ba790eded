import Accounts
import ArgumentParser
import Time

struct AddUser: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Make an account.",
        discussion: """
            Asks for the password, or reads it from standard input when that is no terminal.

            EXAMPLES
              todo user add ada@example.org --name Ada --timezone Europe/London
              todo user add ada@example.org < password.txt
            """)

    @Argument(help: "The person's e-mail address.")
    var email: String

    @Option(help: "The person's name (default: what stands before the @).")
    var name: String?

    @Option(help: ArgumentHelp("IANA time zone in which the person's days end (default UTC).", valueName: "zone"))
    var timezone = "UTC"

    @OptionGroup var accounts: OperatorAccounts

    func run() async throws {
        let email = try EmailAddress(argument: email)
        guard let zone = Zone(identifier: timezone) else {
            throw Failure("\(timezone) is no IANA time zone, such as Europe/London")
        }
        let name = name ?? String(email.text.prefix { $0 != "@" })
        guard (1...255).contains(name.unicodeScalars.count) else { throw Failure("a name has 1 to 255 characters") }
        let user = try await accounts { accounts in
            let password = try PasswordPrompt.newPassword()
            return try await accounts.add(Registration(email: email, password: password, name: name, zone: zone))
        }
        print("Added \(user.email) (\(user.id)).")
    }
}
