import Events
import Storage
import StorageSQLite
import Tasks
import Testing
import Time

@Suite struct ChangingTests {
    @Test func `A new task has the defaults of the contract and one event`() async throws {
        let ground = try await Ground()
        let todo = try await ground.create("Buy milk")
        #expect(todo.priority == .medium)
        #expect(todo.description.isEmpty && todo.tags.isEmpty && todo.due == nil && !todo.isCompleted)
        #expect(todo.version == 1)
        let events = try await ground.events(of: todo.id)
        #expect(events.map(\.kind) == [.taskCreated])
        #expect(events.first?.sequence == 1)
        #expect(try await ground.counts() == (1, 0, 0, 1))
    }

    @Test func `An edit changes the named members only and tells what they were`() async throws {
        let ground = try await Ground()
        let todo = try await ground.create("Buy milk") { $0.tags = ["home", "Shop"] }
        ground.time.advance(seconds: 1)
        let edited = try await ground.edit(todo.id, TodoChanges(title: "Buy oat milk"))
        #expect(edited.title == "Buy oat milk")
        #expect(edited.tags == ["home", "Shop"])
        #expect(edited.version == 2)
        #expect(edited.updatedAt > todo.updatedAt)
        let event = try #require(try await ground.events(of: todo.id).last)
        #expect(event.kind == .taskUpdated)
        #expect(event.data.hasSuffix(#""changes":{"title":{"before":"Buy milk","after":"Buy oat milk"}}}"#))
    }

    @Test func `A change that changes nothing makes no event and no version`() async throws {
        let ground = try await Ground()
        let todo = try await ground.create("Buy milk")
        let same = try await ground.edit(todo.id, TodoChanges(title: "Buy milk", isCompleted: false))
        #expect(same == todo)
        #expect(try await ground.events(of: todo.id).count == 1)
        #expect(try await ground.create("Next").version == 1)
        let sequence = try await ground.database.read { [user = ground.author.user] in
            try EventLog.lastSequence(of: user, in: $0)
        }
        #expect(sequence == 2)
    }

    @Test func `A letter that is composed differently is a change`() async throws {
        let ground = try await Ground()
        let todo = try await ground.create("caf\u{E9}")
        let edited = try await ground.edit(todo.id, TodoChanges(title: "cafe\u{301}"))
        #expect(edited.version == 2)
        #expect(Array(edited.title.utf8) == Array("cafe\u{301}".utf8))
    }

    @Test func `Completing and reopening have events of their own, whatever else changes`() async throws {
        let ground = try await Ground()
        let todo = try await ground.create("Buy milk")
        let done = try await ground.edit(todo.id, TodoChanges(title: "Bought", isCompleted: true))
        #expect(done.completedAt == ground.time.now)
        #expect(try await ground.counts() == (0, 1, 0, 1))
        let open = try await ground.write { try $0.toggle(todo.id, by: $1, in: $2) }
        #expect(!open.isCompleted)
        #expect(try await ground.events(of: todo.id).map(\.kind) == [.taskCreated, .taskCompleted, .taskReopened])
        #expect(try await ground.counts() == (1, 0, 0, 1))
    }

    @Test func `A version that is not the task's refuses the change and leaves no trace`() async throws {
        let ground = try await Ground()
        let todo = try await ground.create("Buy milk")
        await #expect(throws: PreconditionError.versionMismatch(current: 1)) {
            try await ground.edit(todo.id, TodoChanges(title: "No"), expecting: .versions([7]))
        }
        #expect(try await ground.edit(todo.id, TodoChanges(title: "Yes"), expecting: .versions([7, 1])).version == 2)
        #expect(try await ground.events(of: todo.id).count == 2)
    }

    @Test func `Tags collapse ignoring case, keep their order, and are stored composed`() async throws {
        let ground = try await Ground()
        let todo = try await ground.create("t") { $0.tags = ["Home", "straße", "HOME", "STRASSE", "cafe\u{301}"] }
        #expect(todo.tags == ["Home", "straße", "caf\u{E9}"])
        #expect(todo.tags.last.map { Array($0.utf8) } == Array("caf\u{E9}".utf8))
        #expect(try await ground.titles { $0.tags = ["CAFÉ", "strasse"] } == ["t"])
        _ = try await ground.edit(todo.id, TodoChanges(tags: ["other"]))
        #expect(try await ground.titles { $0.tags = ["home"] }.isEmpty)
        #expect(try await ground.counts() == (1, 0, 1, 1))
    }

    @Test func `Nobody reaches the task of another person`() async throws {
        let ground = try await Ground()
        let todo = try await ground.create("Mine")
        let stranger = try await Ground.person(in: ground.database, at: ground.time.now)
        await #expect(throws: TodoError.self) {
            try await ground.database.write { [todos = ground.todos] in
                try todos.edit(todo.id, TodoChanges(title: "Theirs"), by: stranger, in: $0)
            }
        }
        await #expect(throws: TodoError.self) {
            try await ground.database.write { [todos = ground.todos] in
                try todos.delete(todo.id, by: stranger, in: $0)
            }
        }
        let page = try await ground.database.read { [todos = ground.todos] in
            try todos.list(TodoQuery(), of: stranger.user, in: $0)
        }
        #expect(page.items.isEmpty && page.total == 0)
    }

    @Test func `An all-day task falls due at the end of its day in its owner's zone, also after a move`() async throws {
        let ground = try await Ground(timezone: "Europe/Berlin")
        let day = try #require(RFC3339.date("2025-11-24"))
        let todo = try await ground.create("All day") { $0.dueDate = .some(.allDay(day)) }
        #expect(todo.due.map { RFC3339.text($0.instant) } == "2025-11-24T22:59:59.999Z")
        let zone = try #require(Zone(identifier: "America/New_York"))
        try await ground.write { try $0.rezone($1.user, to: zone, in: $2) }
        let moved = try await ground.write { try $0.find(todo.id, of: $1.user, in: $2) }
        #expect(moved.due.map { RFC3339.text($0.instant) } == "2025-11-25T04:59:59.999Z")
        #expect(moved.version == 1)
    }
}

@Suite struct UndoingTests {
    @Test func `An edit is undone field by field`() async throws {
        let ground = try await Ground()
        let todo = try await ground.create("One") { $0.priority = .low }
        _ = try await ground.edit(todo.id, TodoChanges(title: "Two", priority: .high))
        let event = try #require(try await ground.events(of: todo.id).last)
        _ = try await ground.edit(todo.id, TodoChanges(description: "unrelated"))
        let undone = try #require(try await ground.undo(event, of: todo.id))
        #expect(undone.title == "One" && undone.priority == .low && undone.description == "unrelated")
        let last = try #require(try await ground.events(of: todo.id).last)
        #expect(last.undoes == event.id)
        await #expect(throws: TodoError.self) { try await ground.undo(event, of: todo.id) }
        let again = try #require(try await ground.undo(last, of: todo.id))
        #expect(again.title == "Two" && again.priority == .high)
    }

    @Test func `A field that changed since is named`() async throws {
        let ground = try await Ground()
        let todo = try await ground.create("One")
        _ = try await ground.edit(todo.id, TodoChanges(title: "Two", priority: .high))
        let event = try #require(try await ground.events(of: todo.id).last)
        _ = try await ground.edit(todo.id, TodoChanges(title: "Three"))
        do {
            _ = try await ground.undo(event, of: todo.id)
            Issue.record("undone over a newer change")
        } catch TodoError.cannotUndo(let refusal) {
            #expect(refusal == .changedSince(fields: ["title"]))
        }
    }

    @Test func `A completion is undone with its instant, a reopening gives it back`() async throws {
        let ground = try await Ground()
        let todo = try await ground.create("One")
        let done = try await ground.edit(todo.id, TodoChanges(isCompleted: true))
        ground.time.advance(seconds: 60)
        _ = try await ground.edit(todo.id, TodoChanges(isCompleted: false))
        let reopening = try #require(try await ground.events(of: todo.id).last)
        let undone = try #require(try await ground.undo(reopening, of: todo.id))
        #expect(undone.completedAt == done.completedAt)
        #expect(try await ground.counts() == (0, 1, 0, 1))
    }

    @Test func `A deleted task comes back with its id, tags and history`() async throws {
        let ground = try await Ground()
        let day = try #require(RFC3339.date("2025-11-24"))
        let todo = try await ground.create("One") {
            $0.tags = ["a", "b"]
            $0.dueDate = .some(.allDay(day))
            $0.description = "line\nline"
        }
        try await ground.delete(todo.id)
        #expect(try await ground.counts() == (0, 0, 0, 0))
        let deletion = try #require(try await ground.events(of: todo.id).last)
        #expect(deletion.kind == .taskDeleted)
        let back = try #require(try await ground.undo(deletion, of: todo.id))
        #expect(
            back.id == todo.id && back.tags == todo.tags && back.due == todo.due && back.createdAt == todo.createdAt)
        #expect(back.version == 3)
        #expect(try await ground.counts() == (1, 0, 2, 1))
        #expect(try await ground.titles { $0.search = "LINE" } == ["One"])
    }

    @Test func `A creation is undone by deleting, unless the task was changed`() async throws {
        let ground = try await Ground()
        let todo = try await ground.create("One")
        let creation = try #require(try await ground.events(of: todo.id).first)
        _ = try await ground.edit(todo.id, TodoChanges(title: "Two"))
        await #expect(throws: TodoError.self) { try await ground.undo(creation, of: todo.id) }
        _ = try await ground.edit(todo.id, TodoChanges(title: "One"))
        #expect(try await ground.undo(creation, of: todo.id) == nil)
        #expect(try await ground.titles().isEmpty)
        await #expect(throws: TodoError.self) { try await ground.undo(creation, of: todo.id) }
    }

    @Test func `A random walk of changes is undone step by step to its start`() async throws {
        let ground = try await Ground()
        var random = SeededRandom(seed: 7)
        let start = try await ground.create("Start")
        for step in 0..<40 {
            ground.time.advance(seconds: 1)
            var changes = TodoChanges()
            switch Int.random(in: 0..<5, using: &random) {
            case 0: changes.title = "Title \(step)"
            case 1: changes.priority = Priority.allCases.randomElement(using: &random)
            case 2: changes.isCompleted = Bool.random(using: &random)
            case 3: changes.tags = ["t\(step % 3)", "u"]
            default: changes.dueDate = .some(.at(ground.time.now.adding(seconds: 86400)))
            }
            _ = try await ground.edit(start.id, changes)
        }
        for event in try await ground.events(of: start.id).dropFirst().reversed() {
            _ = try await ground.undo(event, of: start.id)
        }
        let end = try await ground.write { try $0.find(start.id, of: $1.user, in: $2) }
        #expect(
            end.title == "Start" && end.priority == .medium && !end.isCompleted && end.tags.isEmpty && end.due == nil)
        #expect(try await ground.counts() == (1, 0, 0, 1))
    }
}

/// The same numbers on every run.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
