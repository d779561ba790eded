import ArgumentParser
import Events
import Foundation
import Storage
import StorageSQLite
import Tasks
import Time

/// Whether a search costs what its owner has, whatever others have: the same person, alone and among many.
struct SearchScale: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Time searches of one person alone, among others, and with many tasks; fail when others show.")

    @Option(help: "Tasks of each person.") var tasks = 10_000
    @Option(help: "People.") var people = 100
    @Option(help: "Tasks of the person who has many.") var many = 100_000

    private static let searches = ["kitchen", "ki", "number 4711", "e", "no such thing"]

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "todo-search-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let alone = try await Crowd(folder.appending(path: "alone.sqlite").path, people: 1, tasks: tasks)
        let among = try await Crowd(folder.appending(path: "among.sqlite").path, people: people, tasks: tasks)
        let large = try await Crowd(folder.appending(path: "large.sqlite").path, people: 1, tasks: many)
        print("search, ms: alone with \(tasks), among \(people) people with \(tasks) each, alone with \(many)")
        var worst = 0.0
        for search in Self.searches {
            var times: [[Double]] = [[], [], []]
            for _ in 0..<15 {
                for (index, crowd) in [alone, among, large].enumerated() {
                    times[index].append(try await crowd.milliseconds(toFind: search))
                }
            }
            let medians = times.map { $0.sorted()[$0.count / 2] }
            worst = max(worst, medians[1] / medians[0])
            print(search, medians.map { String(format: "%.2f", $0) }.joined(separator: "  "), separator: "\t")
        }
        print(String(format: "slowest of them among others, against alone: %.2f", worst))
        guard worst < 1.5 else { throw ExitCode.failure }
    }
}

/// People with tasks in a database of their own.
private struct Crowd {
    private let database: SQLiteDatabase
    private let todos = Todos(log: EventLog(clock: .system, wake: { _ in }), clock: .system)
    /// Whose tasks lie in the middle of all.
    private let person: Identifier

    init(_ path: String, people: Int, tasks: Int) async throws {
        database = try SQLiteDatabase(path: path)
        _ = try await database.migrate()
        let ids = (0..<people).map { _ in Identifier(at: WallClock.system.now()) }
        person = ids[people / 2]
        for id in ids {
            try await database.write { connection in
                try connection.execute(
                    """
                    INSERT INTO users (id, email, email_key, name, timezone, locale, password_hash, created_at)
                    VALUES (\(id), \(id.description), \(id.description), '', 'UTC', 'en', '', 0)
                    """)
                try connection.execute("INSERT INTO event_sequences (user_id, last) VALUES (\(id), 0)")
                try connection.execute("INSERT INTO task_counts (user_id, open, completed) VALUES (\(id), 0, 0)")
            }
        }
        // In turns, as people do, and not one after the other.
        for start in stride(from: 0, to: tasks, by: 500) {
            for id in ids {
                let author = Author(user: id, actor: "user", traceparent: "")
                try await database.write { [todos] connection in
                    for number in start..<min(start + 500, tasks) {
                        _ = try todos.create(Seed.draft(number), by: author, in: connection)
                    }
                }
            }
        }
    }

    func milliseconds(toFind search: String) async throws -> Double {
        var query = TodoQuery()
        query.filter.search = search
        let clock = ContinuousClock()
        let start = clock.now
        _ = try await database.read { [todos, person, query] in try todos.list(query, of: person, in: $0) }
        return (clock.now - start) / .milliseconds(1)
    }
}
