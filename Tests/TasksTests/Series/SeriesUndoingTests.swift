import Events
import JSON
import Storage
import StorageSQLite
import Tasks
import Testing
import Time

@Suite struct SeriesUndoingTests {
    private func daily(_ ground: Ground) async throws -> RecurringTask {
        ground.go(to: "2026-11-23T12:00:00Z")
        return try await ground.start("2026-11-24T09:00:00Z")
    }

    private func refusal(_ body: () async throws -> Void) async -> UndoRefusal? {
        do {
            try await body()
        } catch TodoError.cannotUndo(let refusal) {
            return refusal
        } catch {
            Issue.record(error)
        }
        return nil
    }

    @Test func `An edit is undone field by field, and that too`() async throws {
        let ground = try await Ground()
        let series = try await daily(ground)
        let edited = try await ground.change(series.id) {
            $0.title = "Feed the cat"
            $0.type = .custom
            $0.rule = "FREQ=WEEKLY;BYDAY=FR"
            $0.end = .some(DueDate("2027-12-31"))
            $0.createAhead = ISODuration(days: 2)
        }
        #expect(edited.nextDue == "2026-11-27T09:00:00Z")
        _ = try await ground.change(series.id) { $0.priority = .low }
        let edit = try #require(try await ground.events(of: series.id).first { $0.kind == .recurringTaskUpdated })
        let undone = try #require(try await ground.verb { try $0.undo(edit.id, of: series.id, by: $1, in: $2) })
        #expect(undone.title == "Water the plants" && undone.type == .daily && undone.rule == "FREQ=DAILY")
        #expect(undone.end == nil && undone.createAhead == ISODuration(days: 1) && undone.priority == .low)
        #expect(undone.nextDue == "2026-11-25T09:00:00Z")
        let again = try #require(try await ground.undo(last: series.id))
        #expect(again.rule == "FREQ=WEEKLY;BYDAY=FR" && again.nextDue == "2026-11-27T09:00:00Z")
        #expect(
            await refusal { _ = try await ground.verb { try $0.undo(edit.id, of: series.id, by: $1, in: $2) } }
                == .undoneAlready)
    }

    @Test func `A field that changed since is named`() async throws {
        let ground = try await Ground()
        let series = try await daily(ground)
        _ = try await ground.change(series.id) {
            $0.title = "Two"
            $0.interval = 2
        }
        let edit = try #require(try await ground.events(of: series.id).last)
        _ = try await ground.change(series.id) { $0.title = "Three" }
        #expect(
            await refusal { _ = try await ground.verb { try $0.undo(edit.id, of: series.id, by: $1, in: $2) } }
                == .changedSince(fields: ["title"]))
    }

    @Test func `Pause and resume are undone`() async throws {
        let ground = try await Ground()
        let series = try await daily(ground)
        _ = try await ground.verb { try $0.pause(series.id, by: $1, in: $2) }
        let back = try #require(try await ground.undo(last: series.id))
        #expect(back.isActive && back.nextDue == "2026-11-25T09:00:00Z")
        let paused = try #require(try await ground.undo(last: series.id))
        #expect(!paused.isActive && paused.next == nil)
    }

    @Test func `A skip is undone, as long as its time has not been passed over`() async throws {
        let ground = try await Ground()
        let series = try await daily(ground)
        _ = try await ground.verb { try $0.skip(series.id, by: $1, in: $2) }
        let back = try #require(try await ground.undo(last: series.id))
        #expect(back.nextDue == "2026-11-25T09:00:00Z")
        let skipped = try #require(try await ground.undo(last: series.id))
        #expect(skipped.nextDue == "2026-11-26T09:00:00Z")
        let event = try #require(try await ground.events(of: series.id).last)
        _ = try await ground.verb { try $0.pause(series.id, by: $1, in: $2) }
        ground.go(to: "2026-11-27T12:00:00Z")
        _ = try await ground.verb { try $0.resume(series.id, by: $1, in: $2) }
        #expect(
            await refusal { _ = try await ground.verb { try $0.undo(event.id, of: series.id, by: $1, in: $2) } }
                == .changedSince(fields: ["skipped_occurrence"]))
    }

    @Test func `A skip that is undone after others were made is made late`() async throws {
        let ground = try await Ground()
        let series = try await daily(ground)
        _ = try await ground.change(series.id) { $0.catchUp = .all }
        _ = try await ground.verb { try $0.skip(series.id, by: $1, in: $2) }
        let event = try #require(try await ground.events(of: series.id).last)
        ground.go(to: "2026-11-26T12:00:00Z")
        try await ground.makeAll()
        _ = try await ground.verb { try $0.undo(event.id, of: series.id, by: $1, in: $2) }
        #expect(
            try await ground.dueDates(of: series.id).map { String($0.prefix(10).suffix(2)) } == [
                "24", "25", "26", "27",
            ])
        #expect(try await ground.found(series.id).nextDue == "2026-11-28T09:00:00Z")
    }

    @Test func `A creation is undone by deleting, unless the series was changed`() async throws {
        let ground = try await Ground()
        let series = try await daily(ground)
        let creation = try #require(try await ground.events(of: series.id).first)
        _ = try await ground.change(series.id) { $0.title = "Two" }
        #expect(
            await refusal { _ = try await ground.verb { try $0.undo(creation.id, of: series.id, by: $1, in: $2) } }
                == .changedSince(fields: ["title"]))
        _ = try await ground.change(series.id) { $0.title = "Water the plants" }
        #expect(try await ground.verb { try $0.undo(creation.id, of: series.id, by: $1, in: $2) } == nil)
        #expect(try await ground.titles() == ["Water the plants"])
        #expect(try await ground.dueDates(of: series.id).isEmpty)
    }

    @Test func `A deleted series comes back with its id and its tasks, and repeats nothing`() async throws {
        let ground = try await Ground()
        let series = try await daily(ground)
        ground.go(to: "2026-11-25T12:00:00Z")
        _ = try await ground.change(series.id) { $0.tags = ["a"] }
        try await ground.makeAll()
        _ = try await ground.change(series.id) { $0.catchUp = .all }
        let before = try await ground.found(series.id)
        let tasks = try await ground.tasks(of: series.id)
        let gone = try #require(tasks.first)
        try await ground.verb { try $0.delete(series.id, by: $1, in: $2) }
        try await ground.delete(gone.id)
        ground.go(to: "2026-11-27T12:00:00Z")
        let deletion = try #require(try await ground.events(of: series.id).last)
        let back = try #require(try await ground.verb { try $0.undo(deletion.id, of: series.id, by: $1, in: $2) })
        #expect(back.id == series.id && back.tags == ["a"] && back.version == before.version + 2)
        // Those of the days between are made late: nobody had decided against them.
        #expect(
            try await ground.dueDates(of: series.id).map { String($0.prefix(10).suffix(2)) }
                == ["25", "26", "27", "28"])
        #expect(back.nextDue == "2026-11-29T09:00:00Z")
        let restored = try await ground.undo(try #require(try await ground.events(of: gone.id).last), of: gone.id)
        #expect(restored?.series == nil)
    }

    @Test func `A paused series that was deleted comes back paused`() async throws {
        let ground = try await Ground()
        let series = try await daily(ground)
        _ = try await ground.verb { try $0.pause(series.id, by: $1, in: $2) }
        try await ground.verb { try $0.delete(series.id, by: $1, in: $2) }
        let back = try #require(try await ground.undo(last: series.id))
        #expect(back.isPaused && back.next == nil)
        #expect(try await ground.verb { try $0.resume(series.id, by: $1, in: $2) }.nextDue == "2026-11-25T09:00:00Z")
    }

    @Test func `A series that waits for a completion waits again after its return`() async throws {
        let ground = try await Ground()
        ground.go(to: "2026-11-23T12:00:00Z")
        let series = try await ground.start("2026-11-24") { $0.anchor = .completion }
        let task = try #require(try await ground.tasks(of: series.id).first)
        try await ground.verb { try $0.delete(series.id, by: $1, in: $2) }
        let back = try #require(try await ground.undo(last: series.id))
        #expect(back.isActive && back.next == nil)
        ground.go(to: "2026-11-24T12:00:00Z")
        _ = try await ground.edit(task.id, TodoChanges(isCompleted: true))
        #expect(try await ground.dueDates(of: series.id) == ["2026-11-24", "2026-11-25"])
    }

    @Test func `What the clock did is not undone`() async throws {
        let ground = try await Ground()
        ground.go(to: "2026-11-23T12:00:00Z")
        let series = try await ground.start("2026-11-01T09:00:00Z")
        let events = try await ground.events(of: series.id)
        #expect(
            events.map(\.kind) == [
                .recurringTaskCreated, .recurringTaskUpdated, .recurringTaskDue, .recurringTaskDue,
            ])
        for event in events.dropFirst() {
            #expect(
                await refusal { _ = try await ground.verb { try $0.undo(event.id, of: series.id, by: $1, in: $2) } }
                    == .notAChange)
        }
    }

    @Test func `The history of a series is no task's, and the other way round`() async throws {
        let ground = try await Ground()
        let series = try await daily(ground)
        let task = try #require(try await ground.tasks(of: series.id).first)
        await #expect(throws: TodoError.self) {
            try await ground.write { try $0.history(of: series.id, of: $1.user, after: 0, limit: 9, in: $2) }
        }
        await #expect(throws: TodoError.self) {
            try await ground.verb { try $0.history(of: task.id, of: $1.user, after: 0, limit: 9, in: $2) }
        }
        let event = try #require(try await ground.events(of: series.id).first)
        await #expect(throws: TodoError.self) { try await ground.undo(event, of: series.id) }
        let history = try await ground.verb { try $0.history(of: series.id, of: $1.user, after: 0, limit: 9, in: $2) }
        #expect(history.map(\.type) == ["created", "due"])
    }

    @Test func `A random walk of changes is undone step by step to its start`() async throws {
        let ground = try await Ground()
        var random = SeededRandom(seed: 11)
        ground.go(to: "2026-11-23T12:00:00Z")
        let start = try await ground.start("2027-01-01T09:00:00Z")
        for step in 0..<40 {
            ground.time.advance(seconds: 1)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: _ = try await ground.change(start.id) { $0.title = "Title \(step)" }
            case 1:
                _ = try await ground.change(start.id) {
                    $0.type = .daily
                    $0.interval = step + 1
                }
            case 2: _ = try await ground.change(start.id) { $0.isActive = step.isMultiple(of: 2) }
            case 3:
                _ = try await ground.change(start.id) {
                    $0.start = .allDay(CivilDate(year: 2027, month: 2, day: step % 28 + 1)!)
                }
            case 4:
                _ = try await ground.change(start.id) {
                    $0.type = .custom; $0.rule = "FREQ=DAILY;INTERVAL=\(step + 1)"
                }
            default:
                _ = try await ground.change(start.id) {
                    $0.end = .some(step.isMultiple(of: 3) ? nil : DueDate("2028-01-0\(step % 9 + 1)"))
                }
            }
        }
        let events = try await ground.events(of: start.id)
        #expect(events.count > 20)
        for event in events.dropFirst().reversed() {
            _ = try await ground.verb { try $0.undo(event.id, of: start.id, by: $1, in: $2) }
        }
        let end = try await ground.found(start.id)
        #expect(end.title == start.title && end.rule == start.rule && end.interval == 1 && end.type == .daily)
        #expect(end.start == start.start && end.end == nil && end.isActive && end.nextDue == start.nextDue)
    }
}
