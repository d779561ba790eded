import Events
import Storage
import StorageSQLite
import Tasks
import Testing
import Time

@Suite struct SeriesListingTests {
    private func ground() async throws -> Ground {
        let ground = try await Ground()
        ground.go(to: "2026-11-23T12:00:00Z")
        for (title, start) in [
            ("b", "2027-03-01"), ("C", "2027-01-01T09:00:00Z"), ("a", "2027-02-01"), ("d", "2027-04-01"),
        ] {
            ground.time.advance(seconds: 1)
            let series = try await ground.start(start) { $0.title = title }
            if title == "d" { _ = try await ground.verb { try $0.pause(series.id, by: $1, in: $2) } }
        }
        return ground
    }

    @Test(arguments: [
        (RecurringTaskQuery(), ["d", "a", "C", "b"]),
        (RecurringTaskQuery(by: .createdAt, .ascending), ["b", "C", "a", "d"]),
        (RecurringTaskQuery(by: .title, .ascending), ["a", "b", "C", "d"]),
        (RecurringTaskQuery(by: .title), ["d", "C", "b", "a"]),
        (RecurringTaskQuery(by: .nextDueAt, .ascending), ["C", "a", "b", "d"]),
        (RecurringTaskQuery(by: .nextDueAt), ["b", "a", "C", "d"]),
        (RecurringTaskQuery(isActive: true), ["a", "C", "b"]), (RecurringTaskQuery(isActive: false), ["d"]),
    ])
    func `A list has its order, series without a next occurrence last both ways`(
        query: RecurringTaskQuery, titles: [String]
    ) async throws {
        let ground = try await ground()
        let page = try await ground.verb { try $0.list(query, of: $1.user, in: $2) }
        #expect(page.items.map(\.title) == titles && page.total == titles.count && page.next == nil)
        for size in [1, 3] {
            var query = query
            query.size = size
            query.paging = .after(nil)
            var walked: [String] = []
            while walked.count < 10 {
                let page = try await ground.verb { [query] in try $0.list(query, of: $1.user, in: $2) }
                walked += page.items.map(\.title)
                guard let next = page.next else { break }
                query.paging = .after(next)
            }
            #expect(walked == titles)
        }
    }

    /// What SQLite does, pinned: no list reads beyond its owner's rows, and the scheduler's questions are index steps.
    @Test func `Lists and the scheduler walk their indexes in order`() async throws {
        let ground = try await ground()
        let position = TodoPosition(key: .integer(5), id: Identifier(at: ground.time.now))
        for (key, index) in [
            (RecurringTaskQuery.Key.createdAt, "recurring_tasks_by_creation"),
            (.nextDueAt, "recurring_tasks_by_next_due"), (.title, "recurring_tasks_by_title"),
        ] {
            for paging in [RecurringTaskQuery.Paging.page(1), .after(nil), .after(position)] {
                let query = RecurringTaskQuery(by: key, paging: paging)
                let plans = try await plans(on: ground) { _ = try $0.list(query, of: $1, in: $2) }
                #expect(!plans.isEmpty)
                for plan in plans {
                    #expect(plan.hasPrefix("SEARCH r USING ") && plan.contains("\(index) (user_id=?"), "\(plans)")
                }
            }
        }
        let next = try await plans(on: ground) { _, _, connection in _ = try RecurringTasks.nextMaking(in: connection) }
        #expect(next == ["SEARCH recurring_tasks USING COVERING INDEX recurring_tasks_by_making (make_at>?)"])
        let due = try await plans(on: ground) { series, _, connection in
            _ = try series.makeDue(at: Instant(milliseconds: 0), in: connection)
        }
        #expect(
            due == ["SEARCH recurring_tasks USING COVERING INDEX recurring_tasks_by_making (make_at>? AND make_at<?)"])
    }

    private func plans(
        on ground: Ground, _ body: @escaping @Sendable (RecurringTasks, Identifier, any Connection) throws -> Void
    ) async throws -> [String] {
        try await ground.verb { series, author, connection in
            let recorder = PlanRecorder(connection, explaining: "recurring_tasks")
            try body(series, author.user, recorder)
            return recorder.plans
        }
    }
}
