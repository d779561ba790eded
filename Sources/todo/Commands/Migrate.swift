import ArgumentParser
import Foundation
import Storage
import StorageSQLite

struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the database's schema up to date.",
        discussion: """
            `todo serve` does it by itself at start. Run it by hand to have the schema ready before the new version \
            starts. Migrations only ever add; `todo backup` first all the same.
            """,
        subcommands: [Apply.self, Status.self],
        defaultSubcommand: Apply.self)

    struct Apply: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Apply the migrations that are missing (default).")

        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            let location = try database.location()
            let home = HomeFolders(process: .processInfo)
            let opened = try location.openOrCreate(home: home)
            defer { opened.close() }
            let missing = try await opened.migrationStatus().filter { !$0.isApplied }
            _ = try await opened.migrate()
            for migration in missing { print("applied  \(migration.label)") }
            print(missing.isEmpty ? "Up to date: \(opened.path)" : "Brought up to date: \(opened.path)")
        }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the migrations.",
            discussion: "Exits with status 1 when some are missing.")

        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            let opened = try database.openExisting()
            defer { opened.close() }
            let status = try await opened.migrationStatus()
            for migration in status { print("\(migration.isApplied ? "applied" : "missing")  \(migration.label)") }
            if !status.allSatisfy(\.isApplied) { throw ExitCode(ExitStatus.failure.rawValue) }
        }
    }
}

extension MigrationStatus {
    /// `0002 tasks`
    fileprivate var label: String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + " " + name
    }
}
