import ArgumentParser
import Foundation
import GRDB
import JSON
import Storage
import Tasks
import Time

struct BareCreate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Create tasks by bare statements; print how many a second.")

    @Argument var database: String
    @Argument var email: String
    @Option(help: "Changes in a transaction.") var group: Int
    @Option var seconds: Double

    static let traceparent = "00-00000000000000000000000000000000-0000000000000000-00"

    func run() throws {
        let loop = try BareLoop(database: database, group: group, seconds: seconds)
        let user = Data(try loop.user(email))
        // Of the size that the server writes.
        let data = String(repeating: "x", count: 560)
        try loop.run { database, number in
            let draft = Seed.draft(number)
            let now = WallClock.system.now()
            let id = Data(Identifier(at: now).bytes)
            let title = draft.title ?? ""
            try database.run(
                """
                INSERT INTO tasks (user_id, id, title, title_key, description, priority, completed, completed_at, due_at,
                    due_day, notified, recurring_task_id, tags, version, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    user, id, title, title, draft.description, 2, 0, nil, nil, nil, 0, nil, "[]", 1, now.milliseconds,
                ])
            try database.run(
                "INSERT INTO task_search (user_id, task_id, text) VALUES (?, ?, ?)",
                [user, id, "\(title)\u{1}\(draft.description ?? "")"])
            try database.run("UPDATE task_counts SET open = open + 1 WHERE user_id = ?", [user])
            try database.append(
                user, subject: id, type: "todo.task.created.v1", version: 1, data: data, now: now.milliseconds)
        }
    }
}
