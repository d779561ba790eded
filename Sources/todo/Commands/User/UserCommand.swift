import ArgumentParser

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "Add, list and invite people, and let them set a new password.",
        discussion: "Works on the database, beside a running server or without one.",
        subcommands: [AddUser.self, ListUsers.self, InviteUser.self, ResetPassword.self])
}
