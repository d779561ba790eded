import Accounts
import ArgumentParser
import Events
import Foundation
import Logging
import Storage
import StorageSQLite
import Time

/// The accounts as the operator's commands see them.
struct OperatorAccounts: ParsableArguments {
    @OptionGroup var database: DatabaseOptions

    /// Runs `body` and closes the database behind it.
    func callAsFunction<Value>(_ body: (AccountService) async throws -> Value) async throws -> Value {
        let process = ProcessInfo.processInfo
        let settings = try Settings(
            SettingsReader(process: process, flags: database.flags), home: HomeFolders(process: process))
        let opened = try database.openExisting()
        defer { opened.close() }
        let missing = try await opened.migrationStatus().filter { !$0.isApplied }
        guard missing.isEmpty else { throw Failure("the schema is not up to date: run `todo migrate`", .configuration) }
        let accounts = await AccountService(
            database: opened, log: EventLog(clock: .system) { _ in }, clock: .system, secrets: try .unused,
            hasher: PasswordHasher(), limits: AccountLimits(isOn: false), registration: settings.registration,
            mailbox: Mailbox { _ in }, publicURL: settings.publicURL ?? settings.localURL(port: settings.port))
        return try await body(accounts)
    }
}

extension AccountSecrets {
    /// For a process that issues no sessions.
    fileprivate static var unused: AccountSecrets {
        get throws {
            let bytes = (0..<minimumLength).map { _ in UInt8.random(in: 0...255) }
            guard let secrets = AccountSecrets(current: bytes) else { throw Failure("no secret could be made") }
            return secrets
        }
    }
}

extension EmailAddress {
    /// From the command line.
    init(argument: String) throws {
        guard let email = EmailAddress(argument) else { throw Failure("\(argument) is no e-mail address") }
        self = email
    }
}

extension AccountError {
    /// What happened, in words for whoever runs the server.
    var explanation: String {
        switch self {
        case .emailTaken: "there is an account with this address already"
        case .busy: "too many passwords wait for their hash; try again"
        case .storage(let error): error.explanation
        case .wrongCredentials, .unauthenticated, .wrongCurrentPassword, .registrationClosed, .inviteMissing,
            .inviteInvalid, .tokenInvalid, .notFound, .tooManyAttempts:
            "refused (\(self))"
        }
    }
}
