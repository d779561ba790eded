import Events
import Storage
import StorageSQLite
import Tasks
import Testing
import Time

@Suite struct ListingTests {
    /// Four tasks: a (low, due tomorrow), B (high, no due date, completed), c (medium, overdue), D (medium).
    private func ground() async throws -> Ground {
        let ground = try await Ground()
        let now = ground.time.now
        _ = try await ground.create("a milk") {
            $0.priority = .low
            $0.dueDate = .some(.at(now.adding(seconds: 3600)))
            $0.tags = ["home"]
        }
        ground.time.advance(seconds: 1)
        _ = try await ground.create("B Straße") {
            $0.priority = .high
            $0.isCompleted = true
        }
        ground.time.advance(seconds: 1)
        _ = try await ground.create("c") {
            $0.dueDate = .some(.at(now.adding(seconds: -3600)))
            $0.tags = ["Home", "work"]
            $0.description = "100% MILK"
        }
        ground.time.advance(seconds: 1)
        _ = try await ground.create("D")
        return ground
    }

    @Test(arguments: [
        (TodoSort(), ["D", "c", "B Straße", "a milk"]),
        (TodoSort(by: .createdAt, .ascending), ["a milk", "B Straße", "c", "D"]),
        (TodoSort(by: .title, .ascending), ["a milk", "B Straße", "c", "D"]),
        (TodoSort(by: .title, .descending), ["D", "c", "B Straße", "a milk"]),
        (TodoSort(by: .priority, .ascending), ["a milk", "c", "D", "B Straße"]),
        (TodoSort(by: .priority, .descending), ["B Straße", "D", "c", "a milk"]),
        (TodoSort(by: .dueDate, .ascending), ["c", "a milk", "B Straße", "D"]),
        (TodoSort(by: .dueDate, .descending), ["a milk", "c", "D", "B Straße"]),
        (TodoSort(by: .updatedAt, .descending), ["D", "c", "B Straße", "a milk"]),
    ])
    func `A list has its order, undated tasks last both ways`(sort: TodoSort, titles: [String]) async throws {
        let ground = try await ground()
        #expect(try await ground.titles(sort: sort) == titles)
        #expect(try await walk(ground, TodoQuery(sort: sort, size: 1)) == titles)
        #expect(try await walk(ground, TodoQuery(sort: sort, size: 3)) == titles)
    }

    /// All titles, page behind page.
    private func walk(_ ground: Ground, _ query: TodoQuery) async throws -> [String] {
        var query = query
        query.paging = .after(nil)
        var titles: [String] = []
        while true {
            let page = try await ground.list(query)
            titles += page.items.map(\.title)
            guard let next = page.next, titles.count < 1000 else { return titles }
            query.paging = .after(next)
        }
    }

    @Test func `Every filter finds what it names`() async throws {
        let ground = try await ground()
        let now = ground.time.now
        #expect(try await ground.titles { $0.search = "MILK" } == ["c", "a milk"])
        #expect(try await ground.titles { $0.search = "STRASSE" } == ["B Straße"])
        #expect(try await ground.titles { $0.search = "0%" } == ["c"])
        #expect(try await ground.titles { $0.search = "_" }.isEmpty)
        #expect(try await ground.titles { $0.search = "c100" }.isEmpty)
        #expect(try await ground.titles { $0.isCompleted = true } == ["B Straße"])
        #expect(try await ground.titles { $0.priority = .medium } == ["D", "c"])
        #expect(try await ground.titles { $0.tags = ["HOME"] } == ["c", "a milk"])
        #expect(try await ground.titles { $0.tags = ["home", "work"] } == ["c"])
        #expect(try await ground.titles { $0.isOverdue = true } == ["c"])
        #expect(try await ground.titles { $0.isOverdue = false } == ["D", "B Straße", "a milk"])
        #expect(try await ground.titles { $0.isDueSoon = true } == ["a milk"])
        #expect(try await ground.titles { $0.isDueSoon = false } == ["D", "c", "B Straße"])
        #expect(try await ground.titles { $0.dueBefore = .at(now) } == ["c"])
        #expect(try await ground.titles { $0.dueAfter = .at(now) } == ["a milk"])
        #expect(
            try await ground.titles {
                $0.search = "milk"; $0.tags = ["home"]; $0.priority = .low
            } == ["a milk"])
        #expect(try await ground.titles { $0.series = Identifier(at: now) }.isEmpty)
    }

    @Test func `Totals are exact for every filter`() async throws {
        let ground = try await ground()
        var query = TodoQuery(size: 1)
        #expect(try await ground.list(query).total == 4)
        query.filter.isCompleted = false
        #expect(try await ground.list(query).total == 3)
        query.filter.search = "milk"
        #expect(try await ground.list(query).total == 2)
        query.filter.tags = ["work"]
        #expect(try await ground.list(query).total == 1)
        query.paging = .page(10_000_000)
        let far = try await ground.list(query)
        #expect(far.items.isEmpty && far.total == 1)
    }

    @Test func `Pages behind a cursor neither repeat nor skip when tasks come and go`() async throws {
        let ground = try await Ground()
        var created: [Todo] = []
        for number in 0..<50 {
            // Three of each second, so that ids decide between them.
            ground.time.advance(seconds: number % 3 == 0 ? 1 : 0)
            created.append(try await ground.create("\(number)"))
        }
        created.sort { ($0.createdAt, $0.id) > ($1.createdAt, $1.id) }
        var query = TodoQuery(paging: .after(nil), size: 7)
        var seen: [String] = []
        while true {
            let page = try await ground.list(query)
            seen += page.items.map(\.title)
            _ = try await ground.create("newer")
            guard let next = page.next else { break }
            query.paging = .after(next)
        }
        #expect(seen == created.map(\.title))
    }

    @Test func `A common search walks the list, a rare one is sorted, both find the same`() async throws {
        let ground = try await Ground()
        try await ground.write { [time = ground.time] todos, author, connection in
            for number in 0..<1500 {
                time.advance(seconds: 1)
                _ = try todos.create(
                    TodoChanges(title: number % 100 == 0 ? "rare common \(number)" : "common \(number)"), by: author,
                    in: connection)
            }
        }
        var query = TodoQuery(size: 100)
        query.filter.search = "common"
        let common = try await ground.list(query)
        #expect(common.total == 1500)
        #expect(common.items.map(\.title).first == "common 1499")
        query.filter.search = "rare"
        let rare = try await ground.list(query)
        #expect(rare.items.map(\.title) == (0..<15).reversed().map { "rare common \($0 * 100)" })
    }
}

@Suite struct CaseFoldingTests {
    @Test(arguments: [
        ("HELLO", "hello"), ("Straße", "STRASSE"), ("ẞ", "ß"), ("ΣΊΣΥΦΟΣ", "σίσυφος"), ("ſ", "S"), ("\u{212A}", "k"),
        ("ŉ", "ʼN"), ("ﬃ", "FFI"), ("Ω", "\u{2126}"), ("ǅ", "ǆ"),
    ])
    func `Texts that differ in case only have one key`(left: String, right: String) {
        #expect(Array(left.caseFolded.utf8) == Array(right.caseFolded.utf8))
    }

    @Test func `The dotless i is a letter of its own`() {
        #expect("ı".caseFolded != "i".caseFolded)
        #expect("I".caseFolded == "i")
    }
}
