import ArgumentParser
import Events
import Storage
import StorageSQLite
import Tasks
import Time

/// Gives people tasks, through the same verbs as the server does.
struct Seed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Give a person, known by e-mail, tasks.")

    @Argument(help: "The database file.")
    var database: String

    @Argument(help: "The person's e-mail address.")
    var email: String

    @Argument(help: "How many tasks.")
    var count: Int

    @Flag(name: .customLong("print-ids"), help: "Print the ids.")
    var printsIDs = false

    func run() async throws {
        let database = try SQLiteDatabase(path: database)
        let todos = Todos(log: EventLog(clock: .system, wake: { _ in }), clock: .system)
        let key = email.caseFolded
        let user = try await database.read { connection in
            try connection.first("SELECT id FROM users WHERE email_key = \(key)") { try $0.identifier(0) }
        }
        guard let user else { throw ValidationError("nobody has the address \(email)") }
        let author = Author(user: user, actor: "user:\(user)", traceparent: "")
        for start in stride(from: 0, to: count, by: 1000) {
            let numbers = start..<min(start + 1000, count)
            let ids = try await database.write { connection in
                let ids = try numbers.map { number in
                    try todos.create(Self.draft(number), by: author, in: connection).id
                }
                // What the relay would have done by now.
                try connection.execute("DELETE FROM unpublished WHERE user_id = \(user)")
                return ids
            }
            if printsIDs { for id in ids { print(id) } }
        }
    }

    /// A task as people write them: about 30 characters of title and 60 of description, some tags.
    static func draft(_ number: Int) -> TodoChanges {
        let verbs = ["Buy", "Call", "Write to", "Repair", "Plan", "Read", "Pay", "Clean"]
        let things = ["the kitchen", "the report", "Alexandra", "the bicycle", "the journey", "the bill"]
        return TodoChanges(
            title: "\(verbs[number % verbs.count]) \(things[number % things.count]) \(number)",
            description: "Before the end of the week, and not later than number \(number) says.",
            priority: Priority.allCases[number % 3], tags: number % 4 == 0 ? ["home"] : [])
    }
}
