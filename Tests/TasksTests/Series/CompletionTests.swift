import Events
import Storage
import StorageSQLite
import Tasks
import Testing
import Time

/// `anchor: completion`.
@Suite struct CompletionTests {
    private func ground() async throws -> Ground {
        let ground = try await Ground()
        ground.go(to: "2026-11-23T12:00:00Z")
        return ground
    }

    private func current(_ series: RecurringTask, on ground: Ground) async throws -> Todo {
        try #require(try await ground.tasks(of: series.id).last { !$0.isCompleted })
    }

    private func complete(_ todo: Todo, at instant: String, on ground: Ground) async throws {
        ground.go(to: instant)
        _ = try await ground.edit(todo.id, TodoChanges(isCompleted: true))
    }

    @Test(
        arguments: [
            (RecurrenceType.daily, 3, "2026-11-24T15:20:00Z", "2026-11-27T09:00:00Z"),
            (.weekly, 2, "2026-11-26T23:59:59Z", "2026-12-10T09:00:00Z"),
            (.monthly, 1, "2027-01-31T08:00:00Z", "2027-02-28T09:00:00Z"),
            (.yearly, 1, "2028-02-29T08:00:00Z", "2029-02-28T09:00:00Z"),
            // Done before it was due.
            (.weekly, 1, "2026-11-23T13:00:00Z", "2026-11-30T09:00:00Z"),
        ] as [(RecurrenceType, Int, String, String)])
    func `The next occurrence is one interval after the completion, at the same time of day`(
        type: RecurrenceType, interval: Int, completed: String, next: String
    ) async throws {
        let ground = try await ground()
        let series = try await ground.start("2026-11-24T09:00:00Z") {
            $0.type = type
            $0.interval = interval
            $0.anchor = .completion
        }
        #expect(series.isActive && series.next == nil)
        ground.go(to: completed)
        #expect(try await ground.makeAll() == 0)
        try await complete(try await current(series, on: ground), at: completed, on: ground)
        #expect(try await ground.found(series.id).nextDue == next)
        #expect(try await ground.preview(series.id) == [String(next.dropLast())])
        ground.go(to: next)
        try await ground.makeAll()
        #expect(try await ground.dueDates(of: series.id) == ["2026-11-24T09:00:00Z", next])
    }

    @Test(arguments: [
        ("FREQ=WEEKLY;BYDAY=MO", "2026-12-03T10:00:00Z", "2026-12-07T09:00:00"),
        ("FREQ=HOURLY;INTERVAL=6", "2026-11-24T10:15:00Z", "2026-11-24T16:00:00"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27T10:15:00Z", "2026-12-25T09:00:00"),
    ])
    func `A custom rule is counted anew from the completion`(rule: String, completed: String, next: String) async throws
    {
        let ground = try await ground()
        let series = try await ground.start("2026-11-24T09:00:00Z") {
            $0.type = .custom
            $0.rule = rule
            $0.anchor = .completion
            $0.createAhead = ISODuration(days: 31)
        }
        try await complete(try await current(series, on: ground), at: completed, on: ground)
        #expect(try await ground.tasks(of: series.id).last?.due?.text == next + "Z")
    }

    @Test func `Half past two in Berlin stays half past two after a completion over a change of the clocks`()
        async throws
    {
        let ground = try await ground()
        let series = try await ground.start("2027-03-27T01:30:00Z") {
            $0.timezone = Zone(identifier: "Europe/Berlin")
            $0.anchor = .completion
            $0.createAhead = ISODuration(days: 31)
        }
        ground.go(to: "2027-03-10T00:00:00Z")
        try await ground.makeAll()
        try await complete(try await current(series, on: ground), at: "2027-03-27T12:00:00Z", on: ground)
        #expect(try await current(series, on: ground).due?.text == "2027-03-28T01:30:00Z")
        try await complete(try await current(series, on: ground), at: "2027-03-28T12:00:00Z", on: ground)
        #expect(try await current(series, on: ground).due?.text == "2027-03-29T00:30:00Z")
    }

    @Test func `A day that is done before its time is not made again`() async throws {
        let ground = try await ground()
        let series = try await ground.start("2026-11-24T09:00:00Z") { $0.anchor = .completion }
        try await complete(try await current(series, on: ground), at: "2026-11-23T13:00:00Z", on: ground)
        #expect(try await ground.found(series.id).nextDue == "2026-11-25T09:00:00Z")
    }

    @Test func `What is to be made by now is made with the completion`() async throws {
        let ground = try await ground()
        let series = try await ground.start("2026-11-24") { $0.anchor = .completion }
        let first = try await current(series, on: ground)
        try await complete(first, at: "2026-11-24T10:00:00Z", on: ground)
        #expect(try await ground.dueDates(of: series.id) == ["2026-11-24", "2026-11-25"])
        let made = try await current(series, on: ground)
        #expect(try await ground.events(of: made.id).first?.actor == "system")
    }

    @Test func `Reopening takes an untouched successor back, and completing gives another`() async throws {
        let ground = try await ground()
        let series = try await ground.start("2026-11-24") { $0.anchor = .completion }
        let first = try await current(series, on: ground)
        try await complete(first, at: "2026-11-24T10:00:00Z", on: ground)
        let successor = try await current(series, on: ground)
        _ = try await ground.edit(first.id, TodoChanges(isCompleted: false))
        #expect(try await ground.dueDates(of: series.id) == ["2026-11-24"])
        #expect(try await ground.events(of: successor.id).map(\.kind) == [.taskCreated, .taskDeleted])
        let waiting = try await ground.found(series.id)
        #expect(waiting.isActive && waiting.next == nil)
        #expect(try await ground.counts() == (1, 0, 0, 1))
        try await complete(first, at: "2026-11-24T11:00:00Z", on: ground)
        #expect(try await ground.dueDates(of: series.id) == ["2026-11-24", "2026-11-25"])
    }

    @Test func `Reopening takes back what was not made yet`() async throws {
        let ground = try await ground()
        let series = try await ground.start("2026-11-24") {
            $0.type = .weekly
            $0.anchor = .completion
        }
        let first = try await current(series, on: ground)
        try await complete(first, at: "2026-11-24T10:00:00Z", on: ground)
        #expect(try await ground.found(series.id).nextDue == "2026-12-01")
        _ = try await ground.write { try $0.toggle(first.id, by: $1, in: $2) }
        #expect(try await ground.found(series.id).next == nil)
        ground.go(to: "2026-12-05T12:00:00Z")
        #expect(try await ground.makeAll() == 0)
    }

    @Test func `A successor that somebody touched stays`() async throws {
        let ground = try await ground()
        let series = try await ground.start("2026-11-24") { $0.anchor = .completion }
        let first = try await current(series, on: ground)
        try await complete(first, at: "2026-11-24T10:00:00Z", on: ground)
        let successor = try await current(series, on: ground)
        _ = try await ground.edit(successor.id, TodoChanges(title: "With the good can"))
        _ = try await ground.edit(first.id, TodoChanges(isCompleted: false))
        #expect(try await ground.dueDates(of: series.id) == ["2026-11-24", "2026-11-25"])
        try await complete(first, at: "2026-11-24T11:00:00Z", on: ground)
        #expect(try await ground.dueDates(of: series.id) == ["2026-11-24", "2026-11-25"])
        try await complete(successor, at: "2026-11-25T11:00:00Z", on: ground)
        #expect(try await ground.dueDates(of: series.id).last == "2026-11-26")
    }

    @Test func `Undoing a completion is a reopening, undoing that a completion`() async throws {
        let ground = try await ground()
        let series = try await ground.start("2026-11-24") { $0.anchor = .completion }
        let first = try await current(series, on: ground)
        try await complete(first, at: "2026-11-24T10:00:00Z", on: ground)
        for dates in [["2026-11-24"], ["2026-11-24", "2026-11-25"]] {
            let event = try #require(try await ground.events(of: first.id).last)
            _ = try await ground.undo(event, of: first.id)
            #expect(try await ground.dueDates(of: series.id) == dates)
        }
    }

    @Test func `A deleted task counts as skipped, and its return takes the successor back`() async throws {
        let ground = try await ground()
        let series = try await ground.start("2026-11-24") {
            $0.interval = 2
            $0.anchor = .completion
            $0.createAhead = ISODuration(days: 2)
        }
        let first = try await current(series, on: ground)
        ground.go(to: "2026-11-26T10:00:00Z")
        try await ground.delete(first.id)
        #expect(try await ground.dueDates(of: series.id) == ["2026-11-28"])
        let deletion = try #require(try await ground.events(of: first.id).last)
        _ = try await ground.undo(deletion, of: first.id)
        #expect(try await ground.dueDates(of: series.id) == ["2026-11-24"])
        #expect(try await ground.found(series.id).isActive)
    }

    @Test func `COUNT counts what has become of occurrences`() async throws {
        let ground = try await ground()
        let series = try await ground.start("2026-11-24") {
            $0.type = .custom
            $0.rule = "FREQ=DAILY;COUNT=3"
            $0.anchor = .completion
            $0.createAhead = ISODuration(seconds: 0)
        }
        ground.go(to: "2026-11-24T01:00:00Z")
        try await ground.makeAll()
        try await complete(try await current(series, on: ground), at: "2026-11-24T10:00:00Z", on: ground)
        let skipped = try await ground.verb { try $0.skip(series.id, by: $1, in: $2) }
        #expect(skipped.nextDue == "2026-11-26")
        ground.go(to: "2026-11-26T01:00:00Z")
        try await ground.makeAll()
        let last = try await current(series, on: ground)
        #expect(try await !ground.found(series.id).isActive)
        try await complete(last, at: "2026-11-26T10:00:00Z", on: ground)
        #expect(try await !ground.found(series.id).isActive)
        _ = try await ground.edit(last.id, TodoChanges(isCompleted: false))
        #expect(try await !ground.found(series.id).isActive)
        #expect(try await ground.dueDates(of: series.id) == ["2026-11-24", "2026-11-26"])
    }

    @Test func `A completion during a pause counts once the series goes on`() async throws {
        let ground = try await ground()
        let series = try await ground.start("2026-11-24T09:00:00Z") {
            $0.type = .weekly
            $0.anchor = .completion
        }
        _ = try await ground.verb { try $0.pause(series.id, by: $1, in: $2) }
        try await complete(try await current(series, on: ground), at: "2026-11-25T10:00:00Z", on: ground)
        #expect(try await ground.found(series.id).next == nil)
        ground.go(to: "2026-11-27T10:00:00Z")
        #expect(try await ground.verb { try $0.resume(series.id, by: $1, in: $2) }.nextDue == "2026-12-02T09:00:00Z")
        _ = try await ground.verb { try $0.pause(series.id, by: $1, in: $2) }
        // The second of December lies in the pause.
        ground.go(to: "2026-12-03T10:00:00Z")
        #expect(try await ground.verb { try $0.resume(series.id, by: $1, in: $2) }.nextDue == "2026-12-09T09:00:00Z")
    }

    @Test func `The anchor can be changed both ways`() async throws {
        let ground = try await ground()
        let series = try await ground.start("2026-11-24T09:00:00Z")
        let waiting = try await ground.change(series.id) { $0.anchor = .completion }
        #expect(waiting.isActive && waiting.next == nil)
        let scheduled = try await ground.change(series.id) { $0.anchor = .schedule }
        #expect(scheduled.nextDue == "2026-11-25T09:00:00Z")
    }

    @Test(arguments: [(CatchUp.latest, "2026-11-23"), (.all, "2026-11-01"), (.nothing, nil)] as [(CatchUp, String?)])
    func `A start in the past makes one task, by catch_up`(policy: CatchUp, day: String?) async throws {
        let ground = try await ground()
        let series = try await ground.start("2026-11-01") {
            $0.anchor = .completion
            $0.catchUp = policy
            $0.createAhead = ISODuration(seconds: 0)
        }
        // Today's is not missed: its day is not over.
        let expected = policy == .latest ? "2026-11-22" : policy == .all ? day : "2026-11-23"
        #expect(try await ground.dueDates(of: series.id) == [expected])
    }
}
