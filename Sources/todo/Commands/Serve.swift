import ArgumentParser
import Foundation
import HTTPService
import Logging
import StorageSQLite

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the server: API, live stream and everything behind them in one process.",
        discussion: """
            Makes the database and the secret that signs sessions if there are none, brings the schema up to date, \
            and listens on this machine only unless HOST says otherwise. Ctrl-C (or SIGTERM) lets it finish what it \
            took, for 15 seconds at most.

            EXAMPLES
              todo serve
              HOST=0.0.0.0 PORT=80 PUBLIC_URL=https://todo.example.org todo serve
              todo serve --database-url sqlite:///var/lib/todo/todo.sqlite --log-format json
            """)

    @OptionGroup var options: ServerOptions

    func run() async throws {
        OpenFiles.allowAll()
        let settings = try options.settings()
        let output = LogOutput(settings.logFormat)
        defer { output.flush() }
        LoggingSystem.bootstrap { LineLogHandler(label: $0, level: settings.logLevel, output: output) }
        let home = HomeFolders(process: .processInfo)
        let database = try settings.database.openOrCreate(home: home)
        defer { database.close() }
        _ = try await database.migrate()
        try await Server(settings: settings, database: database, output: output).run()
    }
}
