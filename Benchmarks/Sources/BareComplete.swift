import ArgumentParser
import Foundation
import GRDB
import Storage
import Time

struct BareComplete: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Complete and reopen tasks by bare statements; print how many a second.")

    @Argument var database: String
    @Argument var email: String
    @Option(help: "Changes in a transaction.") var group: Int
    @Option var seconds: Double

    func run() throws {
        let loop = try BareLoop(database: database, group: group, seconds: seconds)
        let user = Data(try loop.user(email))
        let ids = try loop.queue.read {
            try Data.fetchAll($0, sql: "SELECT id FROM tasks WHERE user_id = ? LIMIT 1000", arguments: [user])
        }
        guard !ids.isEmpty else { throw ValidationError("\(email) has no tasks") }
        let data = String(repeating: "x", count: 700)
        try loop.run { database, number in
            let id = ids[number % ids.count]
            let now = WallClock.system.now().milliseconds
            let select = try database.cachedStatement(
                sql: """
                    SELECT id, title, description, priority, completed_at, due_at, due_day, notified, recurring_task_id,
                        tags, version, updated_at
                    FROM tasks WHERE user_id = ? AND id = ?
                    """)
            guard let row = try Row.fetchOne(select, arguments: [user, id]) else { return }
            let isOpen = row[4] == nil
            let version = (row[10] as Int) + 1
            try database.run(
                """
                UPDATE tasks SET completed = ?, completed_at = ?, version = ?, updated_at = ? WHERE user_id = ? AND id = ?
                """, [isOpen ? 1 : 0, isOpen ? now : nil, version, now, user, id])
            try database.run("UPDATE task_counts SET open = open + ? WHERE user_id = ?", [isOpen ? -1 : 1, user])
            try database.run(
                "UPDATE task_counts SET completed = completed + ? WHERE user_id = ?", [isOpen ? 1 : -1, user])
            try database.append(
                user, subject: id, type: "todo.task.completed.v1", version: version, data: data, now: now)
        }
    }
}
