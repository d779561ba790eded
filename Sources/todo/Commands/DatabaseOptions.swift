import ArgumentParser
import Foundation
import StorageSQLite

/// Which database a command works on.
struct DatabaseOptions: ParsableArguments {
    @Option(help: ArgumentHelp("sqlite:///absolute/path or sqlite:relative/path.", valueName: "url"))
    var databaseURL: String?

    var flags: [SettingName: String] { databaseURL.map { [.databaseURL: $0] } ?? [:] }

    func location() throws -> DatabaseLocation {
        let process = ProcessInfo.processInfo
        return try DatabaseLocation(SettingsReader(process: process, flags: flags), home: HomeFolders(process: process))
    }

    /// Opens a database that must be there already.
    func openExisting() throws -> SQLiteDatabase {
        let location = try location()
        guard FileManager.default.fileExists(atPath: location.absolutePath) else {
            throw Failure("there is no database at \(location.absolutePath); `todo serve` makes one", .noInput)
        }
        return try SQLiteDatabase(path: location.absolutePath)
    }
}

extension DatabaseLocation {
    /// Opens the database and makes the file when there is none, and the user's own data folder for it. Any other
    /// folder must exist: a volume that is not mounted shall not become a new, empty database.
    func openOrCreate(home: HomeFolders) throws -> SQLiteDatabase {
        if let data = home.dataFolder, folder == data + "/todo" {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        guard FileManager.default.fileExists(atPath: folder) else {
            throw Failure("the folder \(folder) does not exist; make it, or set DATABASE_URL", .noInput)
        }
        return try SQLiteDatabase(path: absolutePath)
    }
}

extension SettingsReader {
    init(process: ProcessInfo, flags: [SettingName: String]) {
        self.init(environment: process.environment, flags: flags) { try String(contentsOfFile: $0, encoding: .utf8) }
    }
}

extension HomeFolders {
    init(process: ProcessInfo) {
        self.init(environment: process.environment)
    }
}
