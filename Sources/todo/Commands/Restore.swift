import ArgumentParser
import Foundation
import StorageSQLite
import Time

struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put a backup in the place of the database.",
        discussion: """
            The backup is checked first and stays as it is. Nothing happens while a server has the database open: \
            stop it first. An existing database is replaced only with --force, and is kept beside the new one under \
            another name.

            EXAMPLES
              todo restore tasks.sqlite
              todo restore --force tasks.sqlite
            """)

    @Argument(help: "A file made by `todo backup`.", completion: .file())
    var file: String

    @Flag(help: "Replace a database that exists, keeping a copy of it.")
    var force = false

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        guard FileManager.default.fileExists(atPath: file) else { throw Failure("there is no file \(file)", .noInput) }
        let location = try database.location()
        let target = location.absolutePath
        guard force || !FileManager.default.fileExists(atPath: target) else {
            throw Failure("there is a database at \(target); with --force it is set aside and replaced")
        }
        let moment = RFC3339.text(WallClock.system.now()).filter { $0.isNumber || $0 == "T" }.prefix(15)
        let safetyCopy = "\(target).before-restore-\(moment)"
        let wasReplaced = try SQLiteBackup.restore(file, to: target, settingAsideAs: force ? safetyCopy : nil)
        print("Restored \(target) from \(file).")
        if wasReplaced { print("The database that was there is now \(safetyCopy)") }
    }
}
