import Storage
import Testing
import Time

struct BindingTests {
    @Test(arguments: Driver.all, [0, 1, -1, Int64.max, Int64.min, 1 << 53 + 1] as [Int64])
    func `an integer comes back as it went in`(driver: Driver, value: Int64) async throws {
        let sample = try await driver.sample()
        let back = try await sample.database.write { connection in
            try connection.execute("INSERT INTO samples (number, integer) VALUES (1, \(value))")
            return try connection.first("SELECT integer FROM samples WHERE integer = \(value)") { try $0.integer(0) }
        }
        #expect(back == value)
    }

    @Test(
        arguments: Driver.all,
        ["", "a", "Grüße", "👩‍👩‍👧‍👦", "e\u{301}", "'; DROP TABLE samples; --", "?", "\u{FFFD}", "\u{10FFFF}"])
    func `a text comes back as it went in`(driver: Driver, value: String) async throws {
        let sample = try await driver.sample()
        let back = try await sample.database.write { connection in
            try connection.execute("INSERT INTO samples (number, text) VALUES (1, \(value))")
            return try connection.first("SELECT text FROM samples WHERE text = \(value)") { try $0.text(0) }
        }
        #expect(back.map { Array($0.unicodeScalars) } == Array(value.unicodeScalars))
    }

    @Test func `SQLite keeps a NUL and what follows it`() async throws {
        let sample = try await Driver.sqlite.sample()
        try await sample.add(1, "before\0after")
        let back = try await sample.database.read { try $0.first("SELECT text FROM samples") { try $0.text(0) } }
        #expect(back == "before\0after")
    }

    @Test(arguments: Driver.all, [[], [0], [0, 255, 0], Array(repeating: 7, count: 1 << 20)] as [[UInt8]])
    func `bytes come back as they went in`(driver: Driver, value: [UInt8]) async throws {
        let sample = try await driver.sample()
        let back = try await sample.database.write { connection in
            try connection.execute("INSERT INTO samples (number, bytes) VALUES (1, \(value))")
            return try connection.first("SELECT bytes FROM samples") { ($0.isNull(0), try $0.bytes(0)) }
        }
        #expect(back?.0 == false)
        #expect(back?.1 == value)
    }

    @Test(arguments: Driver.all)
    func `identifiers, instants, booleans and nothing come back as they went in`(driver: Driver) async throws {
        let sample = try await driver.sample()
        let id = Identifier(at: Instant(milliseconds: 1_800_000_000_000))
        let nothing: String? = nil
        try await sample.database.write { connection in
            try connection.execute(
                "INSERT INTO samples (number, bytes, text) VALUES (\(Instant(milliseconds: -5)), \(id), \(nothing))")
            try connection.execute("INSERT INTO samples (number, integer) VALUES (2, \(true))")
        }
        try await sample.database.read { connection in
            let row = try connection.first("SELECT number, bytes, text FROM samples WHERE bytes = \(id)") {
                (try $0.instant(0), try $0.identifier(1), try $0.optionalText(2), $0.isNull(2))
            }
            #expect(row?.0 == Instant(milliseconds: -5))
            #expect(row?.1 == id)
            #expect(row?.2 == nil && row?.3 == true)
            #expect(try connection.first("SELECT integer FROM samples WHERE number = 2") { try $0.bool(0) } == true)
        }
    }

    @Test(arguments: Driver.all)
    func `a list binds each value, and an empty one matches nothing`(driver: Driver) async throws {
        let sample = try await driver.sample()
        for number in 1...3 { try await sample.add(number) }
        let (some, none) = try await sample.database.read { connection in
            (
                try connection.fetch("SELECT number FROM samples WHERE number IN \(SQL.list([1, 3])) ORDER BY number") {
                    try $0.int(0)
                },
                try connection.count("SELECT number FROM samples WHERE number IN \(SQL.list([Int]()))")
            )
        }
        #expect(some == [1, 3])
        #expect(none == 0)
    }

    @Test(arguments: Driver.all)
    func `asking a column for what it does not hold is corruption, not a trap`(driver: Driver) async throws {
        let sample = try await driver.sample()
        try await sample.add(1, "text")
        await #expect(throws: StorageError.self) {
            try await sample.database.read { try $0.first("SELECT text FROM samples") { try $0.integer(0) } }
        }
        await #expect(throws: StorageError.self) {
            try await sample.database.read { try $0.first("SELECT number FROM samples") { try $0.text(0) } }
        }
        await #expect(throws: StorageError.self) {
            try await sample.database.read { try $0.first("SELECT bytes FROM samples") { try $0.identifier(0) } }
        }
    }

    @Test(arguments: Driver.all)
    func `the database's clock is near ours`(driver: Driver) async throws {
        let sample = try await driver.sample()
        let before = WallClock.system.now()
        let now = try await sample.database.read { try $0.first("SELECT \($0.dialect.now)") { try $0.instant(0) } }
        #expect(abs((now?.milliseconds ?? 0) - before.milliseconds) < 60_000)
    }

    @Test func `more different statements than are kept do no harm, even while one of them runs`() async throws {
        let sample = try await Driver.sqlite.sample()
        for number in 1...2 { try await sample.add(number) }
        let count = try await sample.database.read { connection in
            try connection.fetch("SELECT number FROM samples ORDER BY number") { row in
                for other in 0..<300 { _ = try connection.exists("SELECT \(unsafeSQL: "\(other)")") }
                return try row.int(0)
            }
        }
        #expect(count == [1, 2])
    }

    @Test func `a statement inside itself is refused`() async throws {
        let sample = try await Driver.sqlite.sample()
        try await sample.add(1)
        await #expect(throws: StorageError.failed("a statement runs inside itself")) {
            try await sample.database.read { connection in
                _ = try connection.fetch("SELECT number FROM samples") { _ in
                    try connection.fetch("SELECT number FROM samples") { _ in }
                }
            }
        }
    }
}
