import ArgumentParser
import StorageSQLite

struct NotificationsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notifications",
        abstract: "Run the background work alone: due dates, recurring tasks, reminders and their delivery.",
        discussion: """
            `todo serve` does the same work beside the API. Run this in addition, on the same database, so that \
            reminders go out while the API is down or being replaced; any number of such processes share the work. \
            Its port answers /livez, /readyz, /metrics and /workers/status. Ctrl-C (or SIGTERM) stops it.

            EXAMPLES
              todo notifications
              todo notifications --database-url sqlite:///var/lib/todo/todo.sqlite --port 9001
            """)

    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await options.run(defaultPort: 8001) { try await NotificationsServer(runtime: $0).run() }
    }
}
