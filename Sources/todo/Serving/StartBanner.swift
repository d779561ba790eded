import Foundation

/// What somebody who starts the server in a terminal wants to know.
struct StartBanner {
    let url: String
    let databasePath: String
    let home: String?

    var text: String {
        """

          todo \(Version.current)

          Address    \(url)
          API        \(url)/docs
          Database   \(shortened(databasePath))
          Stop       Ctrl-C

        """
    }

    /// With `~` for the home folder, as people write it.
    private func shortened(_ path: String) -> String {
        guard let home, home.count > 1, path.hasPrefix(home + "/") else { return path }
        return "~" + path.dropFirst(home.count)
    }
}
