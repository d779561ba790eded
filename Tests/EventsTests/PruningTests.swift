import Logging
import Storage
import StorageSQLite
import Testing
import Time

@testable import Events

struct PruningTests {
    func fill(_ log: LogFixture, _ count: Int, consumer: String, at age: Instant) async throws {
        try await log.database.write { connection in
            for _ in 0..<count {
                try connection.execute(
                    """
                    INSERT INTO inbox (consumer, event_id) VALUES (\(consumer), \(Identifier(at: age)))
                    """)
            }
        }
    }

    func count(_ log: LogFixture, _ table: String) async throws -> Int {
        try await log.database.read { try $0.count("SELECT 1 FROM \(unsafeSQL: table)") }
    }

    @Test(arguments: [(0, 3), (1, 4)] as [(Int64, Int)])
    func `what is older than the rule says goes, the rest stays`(more: Int64, left: Int) async throws {
        let log = try await LogFixture()
        let rule = PruningRule.inbox
        try await fill(log, 2, consumer: "old", at: log.time.now.adding(seconds: -rule.retention - 1))
        try await fill(
            log, 1, consumer: "edge", at: log.time.now.adding(seconds: -rule.retention).adding(milliseconds: more - 1))
        try await fill(log, 3, consumer: "new", at: log.time.now)
        await Pruning(database: log.database, logger: Logger(label: "test"), clock: log.clock).prune(rule)
        #expect(try await count(log, "inbox") == left)
    }

    @Test func `many rows go in chunks, also where their ages are equal`() async throws {
        let log = try await LogFixture()
        let age = log.time.now.adding(seconds: -PruningRule.inbox.retention - 10)
        for offset in 0..<13 {
            try await fill(log, 100, consumer: "old", at: age.adding(milliseconds: Int64(offset)))
        }
        try await fill(log, 1, consumer: "new", at: log.time.now)
        let commits = log.database.gauges().first { $0.name == "todo_commits_total" }?.value ?? 0
        await Pruning(database: log.database, logger: Logger(label: "test"), clock: log.clock).prune(.inbox)
        #expect(try await count(log, "inbox") == 1)
        #expect(log.database.gauges().first { $0.name == "todo_commits_total" }?.value == commits + 3)
    }

    @Test func `every rule names a table and a column of the schema`() async throws {
        let log = try await LogFixture()
        for rule in PruningRule.all {
            try await log.database.read { connection in
                _ = try connection.exists(
                    "SELECT 1 FROM \(unsafeSQL: rule.table) WHERE \(unsafeSQL: rule.column) < 0")
            }
        }
    }

    @Test func `it works once an hour`() async throws {
        let log = try await LogFixture()
        let clock = ManualClock()
        let pruning = Pruning(database: log.database, logger: Logger(label: "test"), clock: log.clock, waiting: clock)
        let task = Task { await pruning.work() }
        await clock.untilAsleep()
        for pause in [60, 3600, 3600] {
            try await fill(log, 1, consumer: "old", at: Instant(milliseconds: 1))
            clock.advance(by: .seconds(pause))
            await clock.untilAsleep()
            #expect(try await count(log, "inbox") == 0)
        }
        task.cancel()
        await task.value
    }
}
