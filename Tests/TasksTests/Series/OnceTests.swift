import Events
import Storage
import StorageSQLite
import Tasks
import Testing
import Time

/// Promise 3: an occurrence is made at most once, by any number of processes, and never forgotten.
@Suite struct OnceTests {
    /// What must come of a daily series at 09:00 UTC whose tasks are made a day ahead: days by their number.
    private struct Model {
        var next: Int
        let policy: CatchUp
        var isPaused = false
        var skipped: Set<Int> = []
        var made: Set<Int> = []

        static func due(_ day: Int) -> Int64 { (Int64(day) * 86400 + 9 * 3600) * 1000 }

        /// The first day that falls due at an instant or later.
        static func first(from instant: Int64) -> Int {
            var day = Int(instant / 86_400_000)
            if due(day) < instant { day += 1 }
            return day
        }

        mutating func advance(to now: Int64) {
            guard !isPaused else { return }
            if Self.due(next) <= now {
                switch policy {
                case .all: break
                case .latest: next = max(next, Self.first(from: now + 1) - 1)
                case .nothing: next = max(next, Self.first(from: now - 300_000))
                }
            }
            while Self.due(next) - 86_400_000 <= now {
                if !skipped.contains(next) { made.insert(next) }
                next += 1
            }
        }

        fileprivate mutating func settle() {
            while skipped.contains(next) || made.contains(next) { next += 1 }
        }
    }

    @Test(arguments: CatchUp.allCases, [UInt64(1), 2, 3, 4])
    func `Whatever people and two processes do, every occurrence becomes what it must`(
        policy: CatchUp, seed: UInt64
    ) async throws {
        let ground = try await Ground()
        let other = try SQLiteDatabase(path: ground.path)
        var random = SeededRandom(seed: seed)
        ground.go(to: "2026-11-23T12:00:00Z")
        let series = try await ground.start("2026-11-24T09:00:00Z") { $0.catchUp = policy }
        var model = Model(next: Model.first(from: ground.time.now.milliseconds), policy: policy)
        model.advance(to: ground.time.now.milliseconds)
        for step in 0..<60 {
            ground.time.advance(seconds: Int64.random(in: 0...200_000, using: &random))
            let now = ground.time.now.milliseconds
            switch Int.random(in: 0..<8, using: &random) {
            case 0:
                _ = try await ground.verb { try $0.pause(series.id, by: $1, in: $2) }
                model.advance(to: now)
                model.isPaused = true
            case 1:
                _ = try await ground.verb { try $0.resume(series.id, by: $1, in: $2) }
                model.advance(to: now)
                if model.isPaused {
                    model.isPaused = false
                    model.next = Model.first(from: now)
                    model.settle()
                }
                model.advance(to: now)
            case 2 where !model.isPaused:
                _ = try await ground.verb { try $0.skip(series.id, by: $1, in: $2) }
                model.advance(to: now)
                model.settle()
                model.skipped.insert(model.next)
                model.settle()
                model.advance(to: now)
            case 3 where !model.isPaused:
                model.advance(to: now)
                model.settle()
                let day = model.next + Int.random(in: 0...5, using: &random)
                let name = CivilDate(daysSinceEpoch: day).map { "\($0)T09:00:00" } ?? ""
                _ = try await ground.verb { try $0.skip(series.id, Skip(name), by: $1, in: $2) }
                model.skipped.insert(day)
                model.settle()
                model.advance(to: now)
            case 4:
                _ = try await ground.change(series.id) { $0.title = "Title \(step)" }
                model.advance(to: now)
            case 5:
                // A rule that says the same.
                _ = try await ground.change(series.id) {
                    $0.type = .custom
                    $0.rule = "FREQ=DAILY;BYHOUR=9;WKST=\(step.isMultiple(of: 2) ? "SU" : "TU")"
                }
                model.advance(to: now)
                if !model.isPaused {
                    model.next = Model.first(from: now)
                    model.settle()
                    model.advance(to: now)
                }
            case 6:
                try await ground.verb { try $0.delete(series.id, by: $1, in: $2) }
                _ = try await ground.undo(last: series.id)
                model.advance(to: now)
            default:
                try await makeAtOnce(on: [ground.database, other], ground)
                model.advance(to: now)
            }
        }
        try await makeAtOnce(on: [ground.database, other], ground)
        model.advance(to: ground.time.now.milliseconds)
        let days = try await ground.tasks(of: series.id).compactMap {
            $0.due.map { Int($0.instant.milliseconds / 86_400_000) }
        }
        #expect(days == model.made.sorted())
        #expect(model.made.count > 10)
    }

    /// Several processes at the same time.
    private func makeAtOnce(on databases: [SQLiteDatabase], _ ground: Ground) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for database in databases + databases {
                group.addTask {
                    while try await database.write({ [series = ground.series, now = ground.time.now] in
                        try series.makeDue(at: now, limit: 3, in: $0).count
                    }) > 0 {}
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func `Many series of one instant are each made once by several processes`() async throws {
        let ground = try await Ground()
        let other = try SQLiteDatabase(path: ground.path)
        ground.go(to: "2026-11-23T12:00:00Z")
        try await ground.verb { series, author, connection in
            var changes = RecurringTaskChanges()
            changes.title = "Water the plants"
            changes.type = .daily
            changes.start = DueDate("2026-11-25T09:00:00Z")
            for _ in 0..<300 { _ = try series.create(changes, by: author, in: connection) }
        }
        ground.go(to: "2026-11-24T09:00:00Z")
        try await makeAtOnce(on: [ground.database, other], ground)
        #expect(try await ground.counts().open == 300)
        let twice = try await ground.database.read { connection in
            try connection.first("SELECT count(*) - count(DISTINCT recurring_task_id) FROM tasks") { try $0.int(0) }
        }
        #expect(twice == 0)
    }
}
