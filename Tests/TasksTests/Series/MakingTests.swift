import Events
import JSON
import Storage
import StorageSQLite
import Tasks
import Testing
import Time

@Suite struct MakingTests {
    @Test func `A task is made so long before its occurrence, with everything that the series says`() async throws {
        let ground = try await Ground()
        ground.go(to: "2026-11-23T12:00:00Z")
        let series = try await ground.start("2026-11-25T09:00:00Z") {
            $0.description = "All of them"
            $0.priority = .high
            $0.tags = ["home", "Home"]
        }
        #expect(series.nextDue == "2026-11-25T09:00:00Z" && series.lastCreatedAt == nil)
        #expect(try await ground.makeAll() == 0)
        ground.go(to: "2026-11-24T08:59:59Z")
        #expect(try await ground.makeAll() == 0)
        ground.go(to: "2026-11-24T09:00:00Z")
        #expect(try await ground.makeAll() == 1)
        let task = try #require(try await ground.tasks(of: series.id).first)
        #expect(task.title == "Water the plants" && task.description == "All of them" && task.tags == ["home"])
        #expect(task.priority == .high && task.due?.text == "2026-11-25T09:00:00Z" && task.series == series.id)
        let found = try await ground.found(series.id)
        #expect(found.nextDue == "2026-11-26T09:00:00Z" && found.lastCreatedAt == ground.time.now)
        #expect(found.version == 1 && found.updatedAt == series.updatedAt)
        #expect(try await ground.counts() == (1, 0, 1, 1))
        #expect(try await ground.events(of: task.id).map(\.kind) == [.taskCreated])
        let events = try await ground.events(of: series.id)
        #expect(events.map(\.kind) == [.recurringTaskCreated, .recurringTaskDue])
        #expect(events.last?.actor == "system")
        let due = try JSONParser.parse((events.last?.data ?? "").utf8)["occurrence"]
        #expect(due?["occurrence"]?.string == "2026-11-25T09:00:00" && due?["late"]?.bool == false)
        #expect(due?["task_id"]?.string == task.id.description)
    }

    @Test func `What is to be made by now is made with the series, in the same transaction`() async throws {
        let ground = try await Ground()
        ground.go(to: "2026-11-24T12:00:00Z")
        let series = try await ground.start("2026-11-25T09:00:00Z") { $0.createAhead = ISODuration(days: 3) }
        #expect(try await ground.dueDates(of: series.id).count == 3)
        #expect(series.nextDue == "2026-11-28T09:00:00Z" && series.lastCreatedAt == ground.time.now)
        #expect(try await ground.makeAll() == 0)
    }

    /// Starts at 9, daily, with no time ahead; the server looks again so much later.
    @Test(arguments: [
        (CatchUp.latest, "2026-11-20T09:00:00Z", ["20"]), (.latest, "2026-11-24T08:00:00Z", ["23"]),
        (.latest, "2026-11-24T09:00:01Z", ["24"]), (.all, "2026-11-24T08:00:00Z", ["20", "21", "22", "23"]),
        (.nothing, "2026-11-20T09:00:00Z", ["20"]), (.nothing, "2026-11-20T09:05:00Z", ["20"]),
        (.nothing, "2026-11-20T09:05:01Z", []), (.nothing, "2026-11-24T08:00:00Z", []),
        (.nothing, "2026-11-24T09:00:01Z", ["24"]),
    ])
    func `Missed occurrences follow catch_up, those on time are made`(
        policy: CatchUp, until: String, days: [String]
    ) async throws {
        let ground = try await Ground()
        ground.go(to: "2026-11-19T12:00:00Z")
        let series = try await ground.start("2026-11-20T09:00:00Z") {
            $0.createAhead = ISODuration(seconds: 0)
            $0.catchUp = policy
        }
        ground.go(to: until)
        try await ground.makeAll()
        #expect(try await ground.dueDates(of: series.id) == days.map { "2026-11-\($0)T09:00:00Z" })
        let next = try #require(try await ground.found(series.id).next)
        #expect(next.due > ground.time.now)
        let missed = try await ground.events(of: series.id).filter { $0.kind == .recurringTaskUpdated }
        #expect(missed.isEmpty == (days.first == "20"))
        #expect(try await ground.found(series.id).version == 1)
    }

    @Test func `What lies ahead is made also when what lies behind is left out`() async throws {
        let ground = try await Ground()
        ground.go(to: "2026-11-24T12:00:00Z")
        let series = try await ground.start("2026-11-01T18:00:00Z") {
            $0.catchUp = .nothing
            $0.createAhead = ISODuration(days: 2)
        }
        #expect(
            try await ground.dueDates(of: series.id) == ["2026-11-24T18:00:00Z", "2026-11-25T18:00:00Z"])
        let event = try #require(try await ground.events(of: series.id).first { $0.kind == .recurringTaskUpdated })
        let missed = try JSONParser.parse(event.data.utf8)["changes"]?["missed_occurrences"]?["after"]
        #expect(missed?["first"]?.string == "2026-11-01T18:00:00")
        #expect(missed?["last"]?.string == "2026-11-23T18:00:00")
    }

    @Test func `At most 400 missed ones are made, in bounded transactions, the oldest beyond are left out`()
        async throws
    {
        let ground = try await Ground()
        ground.go(to: "2026-11-24T12:30:00Z")
        let series = try await ground.start("2020-01-01T00:00:00Z") {
            $0.type = .custom
            $0.rule = "FREQ=HOURLY"
            $0.catchUp = .all
            $0.createAhead = ISODuration(seconds: 0)
        }
        #expect(try await ground.tasks(of: series.id).count == RecurringTasks.batch)
        #expect(try await ground.makeAll() == 7)
        let dates = try await ground.dueDates(of: series.id)
        #expect(dates.count == 400)
        #expect(dates.first == "2026-11-07T21:00:00Z")
        let missed = try await ground.events(of: series.id).filter { $0.kind == .recurringTaskUpdated }
        #expect(missed.count == 1)
        #expect(missed.first?.data.contains(#""last":"2026-11-07T20:00:00""#) == true)
        #expect(try await ground.found(series.id).nextDue == "2026-11-24T13:00:00Z")
    }

    @Test(
        arguments: [
            ("COUNT", "FREQ=DAILY;COUNT=3", nil, 3), ("UNTIL", "FREQ=DAILY;UNTIL=20261123T090000Z", nil, 4),
            ("end_date", "FREQ=DAILY", "2026-11-22T09:00:00Z", 3), ("end day", "FREQ=DAILY", "2026-11-23", 4),
            ("the earliest of all", "FREQ=DAILY;COUNT=5", "2026-11-21", 2),
        ] as [(String, String, String?, Int)])
    func `A series ends by the earliest of its ends, and says so`(
        name: String, rule: String, end: String?, count: Int
    ) async throws {
        let ground = try await Ground()
        ground.go(to: "2026-11-19T12:00:00Z")
        let series = try await ground.start("2026-11-20T09:00:00Z") {
            $0.type = .custom
            $0.rule = rule
            $0.end = .some(end.flatMap(DueDate.init))
            $0.catchUp = .all
        }
        ground.go(to: "2026-12-24T12:00:00Z")
        try await ground.makeAll()
        #expect(try await ground.dueDates(of: series.id).count == count)
        let ended = try await ground.found(series.id)
        #expect(!ended.isActive && ended.next == nil)
        #expect(try await ground.preview(series.id).isEmpty)
        let last = try #require(try await ground.events(of: series.id).last)
        #expect(last.kind == .recurringTaskDue && last.data.contains(#""is_active":false"#))
    }

    @Test func `A custom series begins with the first match on or after its start`() async throws {
        let ground = try await Ground()
        ground.go(to: "2026-11-19T12:00:00Z")
        let series = try await ground.start("2026-11-24T09:00:00Z") {
            $0.type = .custom
            $0.rule = "RRULE:FREQ=WEEKLY;BYDAY=TH,MO;INTERVAL=1"
        }
        #expect(series.rule == "FREQ=WEEKLY;BYDAY=MO,TH")
        #expect(
            try await ground.preview(series.id, 3) == [
                "2026-11-26T09:00:00", "2026-11-30T09:00:00", "2026-12-03T09:00:00",
            ])
    }

    @Test func `Months clamp to their last day and come back to the 31st`() async throws {
        let ground = try await Ground()
        ground.go(to: "2026-12-01T12:00:00Z")
        let monthly = try await ground.start("2026-12-31") { $0.type = .monthly }
        #expect(monthly.rule == "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD")
        #expect(
            try await ground.preview(monthly.id) == [
                "2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30",
            ])
        let yearly = try await ground.start("2028-02-29") { $0.type = .yearly }
        #expect(
            try await ground.preview(yearly.id, 5).map { String($0.suffix(5)) } == [
                "02-29", "02-28", "02-28", "02-28", "02-29",
            ])
    }

    @Test(arguments: [
        (
            "2027-03-26T01:30:00Z",
            ["2027-03-26T01:30:00Z", "2027-03-27T01:30:00Z", "2027-03-28T01:30:00Z", "2027-03-29T00:30:00Z"]
        ),
        (
            "2027-10-29T00:30:00Z",
            ["2027-10-29T00:30:00Z", "2027-10-30T00:30:00Z", "2027-10-31T00:30:00Z", "2027-11-01T01:30:00Z"]
        ),
    ])
    func `Half past two in Berlin stays half past two over both changes of the clocks`(
        start: String, dates: [String]
    ) async throws {
        let ground = try await Ground()
        ground.go(to: "2027-03-01T12:00:00Z")
        let series = try await ground.start(start) { $0.timezone = Zone(identifier: "Europe/Berlin") }
        ground.go(to: dates.last ?? "")
        for date in dates {
            ground.go(to: date)
            try await ground.makeAll()
        }
        #expect(try await ground.dueDates(of: series.id).prefix(4) == dates[...])
    }

    @Test func `An all-day series makes all-day tasks, from the start of the day in its zone on`() async throws {
        let ground = try await Ground(timezone: "America/New_York")
        ground.go(to: "2026-11-22T12:00:00Z")
        let series = try await ground.start("2026-11-24") {
            $0.timezone = Zone(identifier: "Europe/Berlin")
            $0.createAhead = ISODuration(seconds: 0)
        }
        #expect(series.nextDue == "2026-11-24")
        ground.go(to: "2026-11-23T22:59:59Z")
        #expect(try await ground.makeAll() == 0)
        ground.go(to: "2026-11-23T23:00:00Z")
        #expect(try await ground.makeAll() == 1)
        let task = try #require(try await ground.tasks(of: series.id).first)
        #expect(task.due?.text == "2026-11-24")
        #expect(task.due.map { RFC3339.text($0.instant) } == "2026-11-25T04:59:59.999Z")
    }

    @Test func `A damaged row keeps nobody else's series`() async throws {
        let ground = try await Ground()
        ground.go(to: "2026-11-24T12:00:00Z")
        let damaged = try await ground.start("2026-11-25T09:00:00Z")
        let sound = try await ground.start("2026-11-25T09:30:00Z") { $0.createAhead = ISODuration(seconds: 0) }
        ground.go(to: "2026-11-25T10:00:00Z")
        let unreadable = try await ground.database.write { [series = ground.series, now = ground.time.now] in
            try $0.execute("UPDATE recurring_tasks SET tags = '[' WHERE id = \(damaged.id)")
            return try series.makeDue(at: now, in: $0).unreadable
        }
        #expect(unreadable == [damaged.id])
        #expect(try await ground.dueDates(of: sound.id) == ["2026-11-25T09:30:00Z"])
        #expect(try await ground.makeAll() == 0)
    }

    @Test func `A series with much to make up for does not hold up others`() async throws {
        let ground = try await Ground()
        ground.go(to: "2026-11-24T12:00:00Z")
        _ = try await ground.start("2025-01-01T09:00:00Z") { $0.catchUp = .all }
        ground.time.advance(seconds: 60)
        let other = try await ground.start("2026-11-25T12:02:00Z")
        ground.time.advance(seconds: 61)
        let makeOnce: @Sendable (any Connection) throws -> Int = { [series = ground.series, now = ground.time.now] in
            try series.makeDue(at: now, in: $0).count
        }
        // The first one's turn, and then the other's, although the first one has more to do.
        _ = try await ground.database.write(makeOnce)
        ground.time.advance(seconds: 1)
        _ = try await ground.database.write(makeOnce)
        #expect(try await ground.dueDates(of: other.id) == ["2026-11-25T12:02:00Z"])
    }

    @Test func `Of a deleted account nothing is made`() async throws {
        let ground = try await Ground()
        ground.go(to: "2026-11-22T12:00:00Z")
        let series = try await ground.start("2026-11-24")
        try await ground.write { _, author, connection in
            try connection.execute("UPDATE users SET deleted_at = 1 WHERE id = \(author.user)")
        }
        ground.go(to: "2026-11-25T12:00:00Z")
        #expect(try await ground.makeAll() == 1)
        #expect(try await ground.tasks(of: series.id).isEmpty)
        #expect(try await ground.database.read { try RecurringTasks.nextMaking(in: $0) } == nil)
    }
}
