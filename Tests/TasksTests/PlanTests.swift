import Events
import Storage
import StorageSQLite
import Tasks
import Testing
import Time

/// What SQLite does for each list, pinned: no list reads beyond its owner's rows, and nothing is sorted in memory
/// unless a tag or a search leads.
@Suite struct PlanTests {
    @Test(arguments: [
        (TodoSort(by: .createdAt), "PRIMARY KEY"), (TodoSort(by: .createdAt, .ascending), "PRIMARY KEY"),
        (TodoSort(by: .updatedAt), "INDEX tasks_by_update"),
        (TodoSort(by: .updatedAt, .ascending), "INDEX tasks_by_update"),
        (TodoSort(by: .dueDate), "INDEX tasks_by_due_date"),
        (TodoSort(by: .dueDate, .ascending), "INDEX tasks_by_due_date"),
        (TodoSort(by: .priority), "INDEX tasks_by_priority"),
        (TodoSort(by: .priority, .ascending), "INDEX tasks_by_priority"),
        (TodoSort(by: .title), "INDEX tasks_by_title"), (TodoSort(by: .title, .ascending), "INDEX tasks_by_title"),
    ])
    func `An unfiltered list reads its index in order`(sort: TodoSort, index: String) async throws {
        let plans = try await plans(TodoQuery(sort: sort))
        #expect(plans == ["SEARCH t USING \(index) (user_id=?)"])
    }

    @Test func `Every filter keeps the order of the sort's index`() async throws {
        let now = Instant(milliseconds: 0)
        let filters: [(String, (inout TodoFilter) -> Void)] = [
            ("completed", { $0.isCompleted = true }), ("priority", { $0.priority = .high }),
            ("overdue", { $0.isOverdue = true }), ("not overdue", { $0.isOverdue = false }),
            ("due soon", { $0.isDueSoon = true }), ("due before", { $0.dueBefore = .at(now) }),
            ("due after", { $0.dueAfter = .at(now) }), ("series", { $0.series = Identifier(at: now) }),
        ]
        for (name, apply) in filters {
            for key in TodoSort.Key.allCases {
                for order in TodoSort.Order.allCases {
                    var query = TodoQuery(sort: TodoSort(by: key, order))
                    apply(&query.filter)
                    for paging in [TodoQuery.Paging.page(1), .after(nil)] {
                        query.paging = paging
                        for plan in try await plans(query) {
                            #expect(plan.hasPrefix("SEARCH t USING "), "\(name) by \(key): \(plan)")
                            #expect(plan.contains("(user_id=?"), "\(name) by \(key): \(plan)")
                        }
                    }
                }
            }
        }
    }

    @Test func `A list behind a cursor seeks to its place`() async throws {
        let position = TodoPosition(key: .integer(5), id: Identifier(at: Instant(milliseconds: 0)))
        for key in [TodoSort.Key.createdAt, .updatedAt, .dueDate, .priority] {
            let plans = try await plans(TodoQuery(sort: TodoSort(by: key), paging: .after(position)))
            #expect(plans[0].contains("(user_id=? AND (") || plans[0].contains("(user_id=? AND "), "\(plans)")
            #expect(!plans.contains { $0.contains("TEMP B-TREE") }, "\(plans)")
        }
    }

    @Test func `A tag leads with its own rows, and only then something is sorted`() async throws {
        var query = TodoQuery()
        query.filter.tags = ["a", "b"]
        let plans = try await plans(query)
        #expect(plans.first == "SEARCH g USING PRIMARY KEY (user_id=? AND tag_key=?)")
        #expect(plans.contains("USE TEMP B-TREE FOR ORDER BY"))
        #expect(plans.allSatisfy { !$0.hasPrefix("SCAN") }, "\(plans)")
    }

    @Test func `A search reads its owner's text`() async throws {
        var query = TodoQuery()
        query.filter.search = "milk"
        let plans = try await plans(query)
        #expect(plans.contains("SEARCH s USING PRIMARY KEY (user_id=?)"), "\(plans)")
        #expect(plans.allSatisfy { !$0.hasPrefix("SCAN") }, "\(plans)")
    }

    @Test func `The next alarms are read from their index`() async throws {
        let ground = try await Ground()
        let recorded = try await ground.database.write { [todos = ground.todos] connection in
            let recorder = PlanRecorder(connection)
            _ = try Todos.nextAlarm(in: recorder)
            _ = try todos.announceDue(at: Instant(milliseconds: 0), in: recorder)
            return recorder.plans
        }
        #expect(
            recorded == [
                "SEARCH tasks USING COVERING INDEX tasks_by_alarm (alarm_at>?)",
                "SEARCH tasks USING COVERING INDEX tasks_by_alarm (alarm_at>? AND alarm_at<?)",
            ])
    }

    /// The plan lines of every statement that the list runs on `tasks`.
    private func plans(_ query: TodoQuery) async throws -> [String] {
        let ground = try await Ground()
        _ = try await ground.create("milk") { $0.tags = ["a", "b"] }
        return try await ground.database.read { [todos = ground.todos, user = ground.author.user] connection in
            let recorder = PlanRecorder(connection)
            _ = try todos.list(query, of: user, in: recorder)
            return recorder.plans
        }
    }
}
