import Accounts
import ArgumentParser
import Storage

@main
struct TodoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "todo",
        abstract: "A to-do server: tasks, their history and a live stream of changes, over HTTP.",
        discussion: """
            Settings come from the environment; each has a flag of the same name, except for secrets.

            EXAMPLES
              todo serve                      start on http://127.0.0.1:8080
              todo serve --port 9000          start on another port
              todo backup tasks.sqlite        copy the database while the server runs
              todo doctor                     check that all is well
            """,
        subcommands: [
            Serve.self, NotificationsCommand.self, Migrate.self, UserCommand.self, RecurrenceCommand.self, Backup.self,
            Restore.self, Doctor.self, Version.self,
        ])

    /// Errors end as one line and an exit status of sysexits.h.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let error as SettingsError {
            stop("\(error)", .configuration)
        } catch let failure as Failure {
            stop(failure.description, failure.status)
        } catch let error as StorageError {
            stop(error.explanation, .unavailable)
        } catch let error as AccountError {
            stop(error.explanation, .failure)
        } catch {
            exit(withError: error)
        }
    }

    private static func stop(_ problem: String, _ status: ExitStatus) -> Never {
        StandardError.print("todo: \(problem)")
        exit(withError: ExitCode(status.rawValue))
    }
}
