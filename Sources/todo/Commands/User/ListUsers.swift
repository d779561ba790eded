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
        let accounts = try await accounts.open()
        var page = try await accounts.people()
        while let last = page.last {
            for user in page {
                let confirmed = user.isEmailConfirmed ? "confirmed" : "unconfirmed"
                print("\(user.id)\t\(user.email)\t\(confirmed)\t\(RFC3339.text(user.createdAt))\t\(user.name)")
            }
            page = try await accounts.people(after: last.id)
        }
    }
}
