import Foundation

/// The file that holds the database.
struct DatabaseLocation: Sendable, Equatable {
    /// As given; relative to the working folder when it does not start with a slash.
    let path: String

    init(path: String) {
        self.path = path
    }

    /// From `DATABASE_URL`, or else in the user's data folder.
    init(_ reader: SettingsReader, home: HomeFolders) throws(SettingsError) {
        let location = try reader.value(
            .databaseURL, expected: "\(Self.forms); PostgreSQL is not in this version", mayHoldPassword: true,
            Self.init(url:))
        if let location {
            self = location
        } else if let folder = home.dataFolder {
            path = folder + "/todo/todo.sqlite"
        } else {
            throw SettingsError(
                SettingName.databaseURL.rawValue, "is not set and there is no HOME to keep a database in: \(Self.forms)"
            )
        }
    }

    private static let forms = "sqlite:///absolute/path or sqlite:relative/path"

    /// Nil unless `url` is `sqlite:///absolute/path` or `sqlite:relative/path`, percent-encoded like any URL.
    init?(url: String) {
        guard url.hasPrefix("sqlite:"), !url.contains("?"), !url.contains("#"),
            var path = url.dropFirst("sqlite:".count).removingPercentEncoding
        else { return nil }
        if path.hasPrefix("//") {
            path.removeFirst(2)
            guard path.hasPrefix("/") else { return nil }
        }
        guard !path.isEmpty, !path.hasSuffix("/"), !path.utf8.contains(0) else { return nil }
        self.path = path
    }

    /// Independent of the working folder; also keeps names that SQLite gives a meaning (`:memory:`) plain files.
    var absolutePath: String {
        URL(fileURLWithPath: path).standardizedFileURL.path
    }

    /// The file beside the database that keeps the secret `serve` made.
    var keyPath: String { absolutePath + ".key" }

    var folder: String {
        URL(fileURLWithPath: absolutePath).deletingLastPathComponent().path
    }
}

/// Where a user keeps data: the XDG Base Directory Specification.
struct HomeFolders: Sendable {
    let environment: [String: String]

    /// Nil when neither `XDG_DATA_HOME` nor `HOME` is an absolute path.
    var dataFolder: String? {
        if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return data }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        return home + "/.local/share"
    }
}
