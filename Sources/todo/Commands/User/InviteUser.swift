import Accounts
import ArgumentParser

struct InviteUser: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite",
        abstract: "Make an invitation with which one person can register.",
        discussion: """
            Needed where REGISTRATION is `invite`. Prints the invitation, which is good for seven days and one account: \
            the guest sends it as `invite` to /api/auth/register.
            """)

    @OptionGroup var accounts: OperatorAccounts

    func run() async throws {
        print(try await accounts { try await $0.invite() })
    }
}
