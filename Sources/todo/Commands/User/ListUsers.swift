import Accounts
import ArgumentParser
import Time

struct ListUsers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List all accounts, oldest first.",
        discussion: "One line each, with tabs between: id, e-mail address, whether it is confirmed, since when, name.")

    @OptionGroup var accounts: OperatorAccounts

    func run() async throws {
        try await accounts { accounts in
            var page = try await accounts.people()
            while let last = page.last {
                for user in page { print(Self.line(user)) }
                page = try await accounts.people(after: last.id)
            }
        }
    }

    private static func line(_ user: User) -> String {
        let confirmed = user.isEmailConfirmed ? "confirmed" : "unconfirmed"
        return "\(user.id)\t\(user.email)\t\(confirmed)\t\(RFC3339.text(user.createdAt))\t\(user.name)"
    }
}
