import ArgumentParser
import Foundation
import StorageSQLite

struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the database to a file while the server runs.",
        discussion: """
            The copy is one file as of one moment, checked, and readable by you only. It holds everything but the \
            secret that signs sessions (the .key file beside the database). FILE must not exist.

            EXAMPLES
              todo backup tasks.sqlite
              todo backup "/backups/todo-$(date +%F).sqlite"
            """)

    @Argument(help: "Where the copy goes.", completion: .file())
    var file: String

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let location = try database.location()
        guard FileManager.default.fileExists(atPath: location.absolutePath) else {
            throw Failure("there is no database at \(location.absolutePath)", .noInput)
        }
        try SQLiteBackup.make(of: location.absolutePath, at: file)
        let size = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int64 ?? 0
        print("Backed up \(location.absolutePath) to \(file) (\(size.formatted(.byteCount(style: .file)))), checked.")
    }
}
