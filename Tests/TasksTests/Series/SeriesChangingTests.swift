import Events
import JSON
import Storage
import StorageSQLite
import Tasks
import Testing
import Time

@Suite struct SeriesChangingTests {
    private func refused(_ body: () async throws -> Void) async -> [String] {
        do {
            try await body()
            return []
        } catch TodoError.invalid(let errors) {
            return errors.map(\.field)
        } catch {
            return ["\(error)"]
        }
    }

    private func daily(_ ground: Ground) async throws -> RecurringTask {
        ground.go(to: "2026-11-23T12:00:00Z")
        return try await ground.start("2026-11-24T09:00:00Z")
    }

    @Test func `An edit leaves tasks alone that were made already`() async throws {
        let ground = try await Ground()
        let series = try await daily(ground)
        let made = try await ground.tasks(of: series.id)
        let edited = try await ground.change(series.id) {
            $0.title = "Feed the cat"
            $0.priority = .low
        }
        #expect(edited.version == 2 && edited.nextDue == "2026-11-25T09:00:00Z")
        #expect(try await ground.tasks(of: series.id) == made)
        ground.go(to: "2026-11-24T12:00:00Z")
        try await ground.makeAll()
        #expect(try await ground.tasks(of: series.id).map(\.title) == ["Water the plants", "Feed the cat"])
        let event = try #require(try await ground.events(of: series.id).first { $0.kind == .recurringTaskUpdated })
        #expect(
            event.data.hasSuffix(
                #""changes":{"title":{"before":"Water the plants","after":"Feed the cat"},"#
                    + #""priority":{"before":"medium","after":"low"}}}"#))
    }

    @Test func `A day that had its occurrence gets no second one when the time is moved`() async throws {
        let ground = try await Ground()
        let series = try await daily(ground)
        let later = try await ground.change(series.id) { $0.start = DueDate("2026-11-24T10:00:00Z") }
        #expect(later.nextDue == "2026-11-25T10:00:00Z")
        let earlier = try await ground.change(series.id) { $0.start = DueDate("2026-11-24T08:00:00Z") }
        #expect(earlier.nextDue == "2026-11-25T08:00:00Z")
        #expect(try await ground.dueDates(of: series.id) == ["2026-11-24T09:00:00Z"])
    }

    @Test func `A series of hours goes on within the day`() async throws {
        let ground = try await Ground()
        ground.go(to: "2026-11-24T09:30:00Z")
        let series = try await ground.start("2026-11-24T09:00:00Z") {
            $0.type = .custom
            $0.rule = "FREQ=HOURLY;INTERVAL=4"
            $0.createAhead = ISODuration(seconds: 0)
        }
        #expect(try await ground.dueDates(of: series.id) == ["2026-11-24T09:00:00Z"])
        let edited = try await ground.change(series.id) { $0.rule = "FREQ=HOURLY;INTERVAL=1" }
        #expect(edited.nextDue == "2026-11-24T10:00:00Z")
    }

    @Test func `What was due before an edit is made as the series was then`() async throws {
        let ground = try await Ground()
        let series = try await daily(ground)
        ground.go(to: "2026-11-24T12:00:00Z")
        _ = try await ground.change(series.id) {
            $0.title = "Feed the cat"
            $0.type = .weekly
        }
        #expect(try await ground.tasks(of: series.id).map(\.title) == ["Water the plants", "Water the plants"])
        #expect(try await ground.found(series.id).nextDue == "2026-12-01T09:00:00Z")
    }

    @Test func `A start that moves into the past before anything was made follows catch_up`() async throws {
        let ground = try await Ground()
        ground.go(to: "2026-11-23T12:00:00Z")
        let series = try await ground.start("2027-01-01T09:00:00Z") { $0.catchUp = .all }
        _ = try await ground.change(series.id) { $0.start = DueDate("2026-11-22T09:00:00Z") }
        #expect(
            try await ground.dueDates(of: series.id) == [
                "2026-11-22T09:00:00Z", "2026-11-23T09:00:00Z", "2026-11-24T09:00:00Z",
            ])
    }

    @Test func `A change that changes nothing makes no event and no version`() async throws {
        let ground = try await Ground()
        let series = try await daily(ground)
        let same = try await ground.change(series.id) {
            $0.title = "Water the plants"
            $0.type = .daily
            $0.rule = "FREQ=YEARLY"
            $0.interval = 1
            $0.isActive = true
        }
        #expect(same == series)
        #expect(try await ground.events(of: series.id).map(\.kind) == [.recurringTaskCreated, .recurringTaskDue])
    }

    @Test func `Nothing that falls into a pause is ever made`() async throws {
        let ground = try await Ground()
        let series = try await daily(ground)
        let paused = try await ground.verb { try $0.pause(series.id, by: $1, in: $2) }
        #expect(!paused.isActive && paused.next == nil && paused.version == 2)
        #expect(try await ground.verb { try $0.pause(series.id, by: $1, in: $2) }.version == 2)
        #expect(try await ground.preview(series.id, 1) == ["2026-11-25T09:00:00"])
        ground.go(to: "2026-11-28T12:00:00Z")
        #expect(try await ground.makeAll() == 0)
        let resumed = try await ground.verb { try $0.resume(series.id, by: $1, in: $2) }
        #expect(resumed.isActive && resumed.version == 3)
        #expect(try await ground.dueDates(of: series.id) == ["2026-11-24T09:00:00Z", "2026-11-29T09:00:00Z"])
        #expect(resumed.nextDue == "2026-11-30T09:00:00Z")
    }

    @Test func `What was due before a pause is made, and stays out of it after a change of the rule`() async throws {
        let ground = try await Ground()
        let series = try await daily(ground)
        ground.go(to: "2026-11-24T10:00:00Z")
        _ = try await ground.change(series.id) { $0.isActive = false }
        #expect(try await ground.dueDates(of: series.id).count == 2)
        ground.go(to: "2026-11-30T10:00:00Z")
        _ = try await ground.change(series.id) { $0.isActive = true }
        _ = try await ground.change(series.id) { $0.interval = 2 }
        #expect(
            try await ground.dueDates(of: series.id) == [
                "2026-11-24T09:00:00Z", "2026-11-25T09:00:00Z", "2026-12-01T09:00:00Z",
            ])
        #expect(try await ground.found(series.id).nextDue == "2026-12-02T09:00:00Z")
    }

    @Test func `A series that has ended cannot be resumed, but lengthened`() async throws {
        let ground = try await Ground()
        ground.go(to: "2026-11-23T12:00:00Z")
        let series = try await ground.start("2026-11-24T09:00:00Z") { $0.end = .some(DueDate("2026-11-24")) }
        #expect(!series.isActive)
        #expect(
            await refused { _ = try await ground.verb { try $0.resume(series.id, by: $1, in: $2) } } == ["is_active"])
        #expect(await refused { _ = try await ground.change(series.id) { $0.isActive = true } } == ["is_active"])
        #expect(try await ground.change(series.id) { $0.isActive = false }.version == 1)
        let longer = try await ground.change(series.id) { $0.end = .some(nil) }
        #expect(longer.isActive && longer.nextDue == "2026-11-25T09:00:00Z")
    }

    @Test func `The next occurrence is skipped, or a later one by its name or due date`() async throws {
        let ground = try await Ground()
        let series = try await daily(ground)
        let skipped = try await ground.verb { try $0.skip(series.id, by: $1, in: $2) }
        #expect(skipped.nextDue == "2026-11-26T09:00:00Z" && skipped.version == 2)
        _ = try await ground.verb { try $0.skip(series.id, Skip("2026-11-28T09:00:00"), by: $1, in: $2) }
        _ = try await ground.verb { try $0.skip(series.id, Skip("2026-11-29T10:00:00+01:00"), by: $1, in: $2) }
        #expect(
            try await ground.preview(series.id, 3).map { $0.prefix(10) } == ["2026-11-26", "2026-11-27", "2026-11-30"])
        #expect(
            try await ground.verb { try $0.skip(series.id, Skip("2026-11-28T09:00:00"), by: $1, in: $2) }.version == 4)
        for name in ["2026-11-24T09:00:00", "2026-11-25T09:00:00", "2026-11-27T10:00:00", "2026-11-27", "tomorrow", ""]
        {
            #expect(
                await refused { _ = try await ground.verb { try $0.skip(series.id, Skip(name), by: $1, in: $2) } }
                    == ["occurrence"], "\(name)")
        }
        // A skipped day stays skipped when the time of day moves.
        _ = try await ground.change(series.id) { $0.start = DueDate("2026-11-24T11:00:00Z") }
        ground.go(to: "2026-11-30T12:00:00Z")
        _ = try await ground.change(series.id) { $0.catchUp = .all }
        #expect(try await ground.dueDates(of: series.id).map { String($0.prefix(10).suffix(2)) } == ["24", "30", "01"])
    }

    @Test func `Where nothing lies ahead nothing can be skipped`() async throws {
        let ground = try await Ground()
        let series = try await daily(ground)
        _ = try await ground.verb { try $0.pause(series.id, by: $1, in: $2) }
        #expect(
            await refused { _ = try await ground.verb { try $0.skip(series.id, by: $1, in: $2) } } == ["occurrence"])
    }

    @Test func `Skipping the last occurrence ends the series`() async throws {
        let ground = try await Ground()
        ground.go(to: "2026-11-23T12:00:00Z")
        let series = try await ground.start("2026-12-01") {
            $0.type = .custom
            $0.rule = "FREQ=DAILY;COUNT=1"
        }
        #expect(try await !ground.verb { try $0.skip(series.id, by: $1, in: $2) }.isActive)
    }

    @Test func `Deleting a series keeps its tasks and lets go of them without a change of theirs`() async throws {
        let ground = try await Ground()
        let series = try await daily(ground)
        let task = try #require(try await ground.tasks(of: series.id).first)
        try await ground.verb { try $0.delete(series.id, by: $1, in: $2) }
        let kept = try await ground.write { try $0.find(task.id, of: $1.user, in: $2) }
        #expect(kept.series == nil && kept.version == 1)
        #expect(try await ground.events(of: task.id).map(\.kind) == [.taskCreated])
        #expect(try await ground.events(of: series.id).last?.kind == .recurringTaskDeleted)
        ground.go(to: "2026-12-01T12:00:00Z")
        #expect(try await ground.makeAll() == 0)
        await #expect(throws: TodoError.self) { try await ground.found(series.id) }
    }

    @Test func `Values that do not fit together are refused`() async throws {
        let ground = try await Ground()
        ground.go(to: "2026-11-23T12:00:00Z")
        let cases: [([String], @Sendable (inout RecurringTaskChanges) -> Void)] = [
            (["title", "recurrence_type", "start_date"], { $0 = RecurringTaskChanges() }),
            (["recurrence_rule"], { $0.type = .custom }),
            (
                ["recurrence_rule"],
                {
                    $0.type = .custom; $0.rule = "FREQ=OFTEN"
                }
            ),
            (
                ["recurrence_rule"],
                {
                    $0.type = .custom; $0.rule = "FREQ=MINUTELY"
                }
            ),
            (
                ["recurrence_rule"],
                {
                    $0.type = .custom; $0.rule = "FREQ=DAILY;COUNT=100001"
                }
            ),
            (
                ["recurrence_rule"],
                {
                    $0.type = .custom
                    $0.rule = "FREQ=DAILY;BYMINUTE=0,30"
                }
            ),
            (
                ["recurrence_rule"],
                {
                    $0.type = .custom; $0.rule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31"
                }
            ),
            (
                ["recurrence_rule"],
                {
                    $0.type = .custom; $0.rule = "FREQ=HOURLY"; $0.start = DueDate("2026-11-24")
                }
            ),
            (
                ["recurrence_interval"],
                {
                    $0.type = .custom; $0.rule = "FREQ=DAILY"; $0.interval = 2
                }
            ),
            (["end_date"], { $0.end = .some(DueDate("2026-11-23")) }),
            (["end_date"], { $0.end = .some(DueDate("2026-11-24T08:59:59Z")) }),
        ]
        for (fields, more) in cases {
            #expect(await refused { _ = try await ground.start("2026-11-24T09:00:00Z", more) } == fields)
        }
        #expect(try await ground.counts().open == 0)
    }

    @Test func `Nobody reaches the series of another person`() async throws {
        let ground = try await Ground()
        let series = try await daily(ground)
        let stranger = try await Ground.person(in: ground.database, at: ground.time.now)
        let verbs: [@Sendable (RecurringTasks, any Connection) throws -> Void] = [
            { _ = try $0.find(series.id, of: stranger.user, in: $1) },
            { _ = try $0.edit(series.id, RecurringTaskChanges(), by: stranger, in: $1) },
            { _ = try $0.pause(series.id, by: stranger, in: $1) },
            { _ = try $0.resume(series.id, by: stranger, in: $1) },
            { _ = try $0.skip(series.id, by: stranger, in: $1) },
            { _ = try $0.preview(series.id, count: 1, of: stranger.user, in: $1) },
            { _ = try $0.history(of: series.id, of: stranger.user, after: 0, limit: 1, in: $1) },
            { try $0.delete(series.id, by: stranger, in: $1) },
        ]
        for verb in verbs {
            await #expect(throws: TodoError.self) {
                try await ground.database.write { [series = ground.series] in try verb(series, $0) }
            }
        }
    }
}
