import Events
import JSON
import Storage
import StorageSQLite
@testable import Tasks
import Testing
import Time

@Suite struct DeadlineTests {
    @Test func `A due date is announced soon and overdue, once each`() async throws {
        let ground = try await Ground()
        let todo = try await ground.create("Pay") {
            $0.dueDate = .some(.at(ground.time.now.adding(seconds: 2 * 86400)))
        }
        #expect(try await ground.announcements(of: todo.id) == [])
        ground.time.advance(seconds: 86400)
        #expect(try await ground.announcements(of: todo.id) == ["due-soon"])
        #expect(try await ground.find(todo.id).notified)
        ground.time.advance(seconds: 86400)
        #expect(try await ground.announcements(of: todo.id) == ["due-soon", "overdue"])
        ground.time.advance(seconds: 400 * 86400)
        #expect(try await ground.announcements(of: todo.id) == ["due-soon", "overdue"])
        #expect(try await ground.find(todo.id).version == 1)
        #expect(try await ground.nextAlarm() == nil)
    }

    @Test func `A moved due date is announced for itself, and one that comes back is not announced again`() async throws
    {
        let ground = try await Ground()
        let soon = DueDate.at(ground.time.now.adding(seconds: 3600))
        let later = DueDate.at(ground.time.now.adding(seconds: 7200))
        let todo = try await ground.create("Move") { $0.dueDate = .some(soon) }
        #expect(try await ground.announcements(of: todo.id) == ["due-soon"])
        let moved = try await ground.edit(todo.id, TodoChanges(dueDate: .some(later)))
        #expect(!moved.notified)
        #expect(try await ground.announcements(of: todo.id) == ["due-soon", "due-soon"])
        let back = try await ground.edit(todo.id, TodoChanges(dueDate: .some(soon)))
        #expect(back.notified)
        #expect(try await ground.announcements(of: todo.id) == ["due-soon", "due-soon"])
        ground.time.advance(seconds: 3600)
        #expect(try await ground.announcements(of: todo.id) == ["due-soon", "due-soon", "overdue"])
    }

    @Test func `Completing and deleting disarm, reopening and undoing arm again`() async throws {
        let ground = try await Ground()
        let due = DueDate.at(ground.time.now.adding(seconds: 3600))
        let todo = try await ground.create("Done before") { $0.dueDate = .some(due) }
        _ = try await ground.edit(todo.id, TodoChanges(isCompleted: true))
        ground.time.advance(seconds: 7200)
        #expect(try await ground.announcements(of: todo.id) == [])
        _ = try await ground.edit(todo.id, TodoChanges(isCompleted: false))
        #expect(try await ground.announcements(of: todo.id) == ["overdue"])
        try await ground.delete(todo.id)
        #expect(try await ground.nextAlarm() == nil)
        let deletion = try #require(try await ground.events(of: todo.id).last)
        _ = try await ground.undo(deletion, of: todo.id)
        #expect(try await ground.announcements(of: todo.id) == ["overdue"])
    }

    @Test func `A task of the past is overdue at once, late, and not due soon`() async throws {
        let ground = try await Ground()
        let todo = try await ground.create("Late") { $0.dueDate = .some(.at(ground.time.now.adding(seconds: -1))) }
        #expect(try await ground.announcements(of: todo.id) == ["overdue"])
        let event = try #require(try await ground.events(of: todo.id).last)
        let reminder = try JSONParser.parse(event.data.utf8)["reminder"]
        #expect(reminder?["late"]?.bool == true)
        #expect(reminder?["due_date"]?.string == todo.due?.text)
        #expect(event.actor == "system")
    }

    @Test func `A person's lead times hold for tasks without reminders of their own`() async throws {
        let ground = try await Ground()
        let due = DueDate.at(ground.time.now.adding(seconds: 5 * 86400))
        let plain = try await ground.create("Plain") { $0.dueDate = .some(due) }
        let own = try await ground.create("Own") { $0.dueDate = .some(due) }
        try await ground.write { try $0.setReminders([.before(seconds: 60)], of: own.id, of: $1.user, in: $2) }
        try await ground.write { try $0.setLeadTimes([3 * 86400, 2 * 86400, 9 * 86400], of: $1.user, in: $2) }
        ground.time.advance(seconds: 2 * 86400)
        #expect(try await ground.announcements(of: plain.id) == ["reminder"])
        ground.time.advance(seconds: 86400)
        #expect(try await ground.announcements(of: plain.id) == ["reminder", "reminder"])
        #expect(try await ground.announcements(of: own.id) == [])
        ground.time.advance(seconds: 2 * 86400 - 60)
        #expect(try await ground.announcements(of: own.id) == ["due-soon", "reminder"])
        try await ground.write { try $0.setReminders(nil, of: own.id, of: $1.user, in: $2) }
        let reminders = try await ground.write { try $0.reminders(of: own.id, of: $1.user, in: $2) }
        #expect(reminders == TodoReminders(reminders: nil, snoozedUntil: nil))
    }

    @Test func `A new lead time reminds of nothing that is over, and takes away nothing that was due`() async throws {
        let ground = try await Ground()
        try await ground.write { try $0.setLeadTimes([3600], of: $1.user, in: $2) }
        let due = DueDate.at(ground.time.now.adding(seconds: 7200))
        let todo = try await ground.create("Soon") { $0.dueDate = .some(due) }
        _ = try await ground.announcements(of: todo.id)
        ground.time.advance(seconds: 3600)
        try await ground.write { try $0.setLeadTimes([5000], of: $1.user, in: $2) }
        #expect(try await ground.announcements(of: todo.id) == ["due-soon", "reminder"])
    }

    @Test func `A snoozed task speaks once when the snooze ends`() async throws {
        let ground = try await Ground()
        let due = DueDate.at(ground.time.now.adding(seconds: 3600))
        let todo = try await ground.create("Snooze") { $0.dueDate = .some(due) }
        try await ground.write { try $0.setLeadTimes([1800], of: $1.user, in: $2) }
        let until = ground.time.now.adding(seconds: 2400)
        try await ground.write { try $0.snooze(todo.id, until: until, of: $1.user, in: $2) }
        ground.time.advance(seconds: 2399)
        #expect(try await ground.announcements(of: todo.id) == ["due-soon"])
        let snoozed = try await ground.write { try $0.reminders(of: todo.id, of: $1.user, in: $2) }
        #expect(snoozed.snoozedUntil == until)
        ground.time.advance(seconds: 1)
        #expect(try await ground.announcements(of: todo.id) == ["due-soon", "reminder"])
        ground.time.advance(seconds: 1200)
        #expect(try await ground.announcements(of: todo.id) == ["due-soon", "reminder", "overdue"])
        _ = try await ground.edit(todo.id, TodoChanges(isCompleted: true))
        await #expect(throws: TodoError.self) {
            try await ground.write { try $0.snooze(todo.id, until: until.adding(seconds: 9999), of: $1.user, in: $2) }
        }
    }

    @Test func `A damaged row keeps nobody else's reminders`() async throws {
        let ground = try await Ground()
        let due = DueDate.at(ground.time.now.adding(seconds: 3600))
        let damaged = try await ground.create("Damaged") { $0.dueDate = .some(due) }
        let sound = try await ground.create("Sound") { $0.dueDate = .some(due) }
        try await ground.write { try $0.setReminders([], of: damaged.id, of: $1.user, in: $2) }
        try await ground.database.write { try $0.execute("UPDATE task_reminders SET reminders = '{'") }
        let unreadable = try await ground.write { todos, _, connection in
            try todos.announceDue(at: ground.time.now, in: connection).unreadable
        }
        #expect(unreadable == [damaged.id])
        #expect(try await ground.announcements(of: sound.id) == ["due-soon"])
        #expect(try await ground.nextAlarm() == ground.time.now.adding(seconds: 3600))
    }

    @Test func `A move to another zone tells nothing of a day twice`() async throws {
        let ground = try await Ground(timezone: "Europe/Berlin")
        let day = try #require(RFC3339.date(RFC3339.text(ground.time.now).prefix(10)))
        let todo = try await ground.create("All day") { $0.dueDate = .some(.allDay(day)) }
        #expect(try await ground.announcements(of: todo.id) == ["due-soon"])
        let zone = try #require(Zone(identifier: "America/New_York"))
        try await ground.write { try $0.rezone($1.user, to: zone, in: $2) }
        #expect(try await ground.announcements(of: todo.id) == ["due-soon"])
        let end = zone.end(of: day)
        #expect(try await ground.nextAlarm() == end)
        ground.time.advance(seconds: (end.milliseconds - ground.time.now.milliseconds) / 1000 + 1)
        #expect(try await ground.announcements(of: todo.id) == ["due-soon", "overdue"])
    }

    @Test func `Whatever is done in whatever order, each due date is announced once, and none is forgotten`()
        async throws
    {
        for seed in 0..<6 as Range<UInt64> {
            let ground = try await Ground()
            var random = SeededRandom(seed: seed)
            var ids: [Identifier] = []
            for _ in 0..<150 {
                let due = DueDate.at(ground.time.now.adding(seconds: .random(in: -90_000...200_000, using: &random)))
                switch Int.random(in: 0..<7, using: &random) {
                case 0: ids.append(try await ground.create("Task") { $0.dueDate = .some(due) }.id)
                case 1:
                    guard let id = ids.randomElement(using: &random) else { continue }
                    _ = try await ground.edit(id, TodoChanges(dueDate: .some(due)))
                case 2, 3:
                    guard let id = ids.randomElement(using: &random) else { continue }
                    _ = try await ground.write { try $0.toggle(id, by: $1, in: $2) }
                case 4:
                    guard let id = ids.randomElement(using: &random),
                        let event = try await ground.events(of: id).randomElement(using: &random)
                    else { continue }
                    _ = try? await ground.undo(event, of: id)
                    ids = try await ground.ids()
                default: ground.time.advance(seconds: .random(in: 0...100_000, using: &random))
                }
                if Bool.random(using: &random) { try await ground.announce() }
            }
            ground.time.advance(seconds: 400_000)
            try await ground.announce()
            #expect(try await ground.nextAlarm() == nil)
            for id in try await ground.ids() {
                let todo = try await ground.find(id)
                let told = try await ground.events(of: id).filter { [.taskDueSoon, .taskOverdue].contains($0.kind) }
                let keys = try told.map {
                    "\($0.kind) \(try JSONParser.parse($0.data.utf8)["reminder"]?["due_date"]?.string ?? "")"
                }
                #expect(Set(keys).count == keys.count, "seed \(seed)")
                if !todo.isCompleted, let due = todo.due {
                    #expect(keys.contains("taskOverdue \(due.text)"), "seed \(seed)")
                }
            }
        }
    }
}

extension Ground {
    /// Does what the scheduler does.
    fileprivate func announce() async throws {
        var count = 1
        while count > 0 {
            count = try await database.write { [todos, now = time.now] in
                try todos.announceDue(at: now, limit: 3, in: $0).count
            }
        }
    }

    /// What was announced of a task so far, once everything is that is due now.
    func announcements(of id: Identifier) async throws -> [String] {
        try await announce()
        return try await events(of: id).map(\.kind).filter { [.taskDueSoon, .taskOverdue, .taskReminder].contains($0) }
            .map { $0.topic.replacing("task-", with: "") }
    }

    func find(_ id: Identifier) async throws -> Todo {
        try await write { try $0.find(id, of: $1.user, in: $2) }
    }

    func ids() async throws -> [Identifier] {
        try await database.read { [author] connection in
            try connection.fetch("SELECT id FROM tasks WHERE user_id = \(author.user) ORDER BY id") {
                try $0.identifier(0)
            }
        }
    }

    func nextAlarm() async throws -> Instant? {
        try await database.read { try Todos.nextAlarm(in: $0) }
    }
}
