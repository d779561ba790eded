import Storage
import Synchronization
import Testing

struct TransactionTests {
    struct Refusal: Error {}

    @Test(arguments: Driver.all)
    func `a write that throws leaves nothing`(driver: Driver) async throws {
        let sample = try await driver.sample()
        await #expect(throws: Refusal.self) {
            try await sample.database.write { connection in
                try Sample.add(1, in: connection)
                throw Refusal()
            }
        }
        #expect(try await sample.numbers() == [])
    }

    @Test(arguments: Driver.all)
    func `what is to follow the commit follows it, and never a failure`(driver: Driver) async throws {
        let sample = try await driver.sample()
        let calls = Mutex<[String]>([])
        try await sample.database.write { connection in
            connection.afterCommit { calls.withLock { $0.append("first") } }
            connection.afterCommit { calls.withLock { $0.append("second") } }
            try Sample.add(1, in: connection)
            #expect(calls.withLock { $0 } == [])
        }
        #expect(calls.withLock { $0 } == ["first", "second"])
        await #expect(throws: Refusal.self) {
            try await sample.database.write { connection in
                connection.afterCommit { calls.withLock { $0.append("never") } }
                throw Refusal()
            }
        }
        try await sample.add(2)
        #expect(calls.withLock { $0 } == ["first", "second"])
    }

    @Test(arguments: Driver.all)
    func `a constraint is named and leaves the transaction to its writer`(driver: Driver) async throws {
        let sample = try await driver.sample()
        try await sample.add(1, "taken")
        let error = await #expect(throws: StorageError.self) { try await sample.add(2, "taken") }
        guard case .constraint(let message) = error else {
            Issue.record("not a constraint: \(String(describing: error))")
            return
        }
        #expect(message.contains("samples"))
        #expect(await sample.database.health() == .ready)
        try await sample.add(2, "free")
        #expect(try await sample.numbers() == [1, 2])
    }

    @Test(arguments: Driver.all)
    func `a read of one statement runs no second one`(driver: Driver) async throws {
        let sample = try await driver.sample()
        try await sample.add(1)
        for _ in 0..<3 {
            let found = try await sample.database.read(.statement) { try $0.exists("SELECT 1 FROM samples") }
            #expect(found)
            await #expect(throws: StorageError.self) {
                try await sample.database.read(.statement) { connection in
                    for _ in 0..<2 { _ = try connection.exists("SELECT 1 FROM samples") }
                }
            }
        }
        #expect(try await sample.numbers() == [1])
    }

    @Test(arguments: Driver.all)
    func `readers see the last commit, not an open transaction, and do not wait for it`(driver: Driver) async throws {
        let sample = try await driver.sample()
        try await sample.add(1)
        let gate = Gate()
        async let write: Void = sample.database.write { connection in
            try Sample.add(2, in: connection)
            gate.pass()
        }
        await gate.reached()
        for cost in [ReadCost.lookup, .scan] {
            let seen = try await sample.database.read(cost) {
                try $0.count("SELECT number FROM samples")
            }
            #expect(seen == 1)
        }
        gate.open()
        try await write
        #expect(try await sample.numbers() == [1, 2])
    }

    @Test(arguments: Driver.all)
    func `a read sees one state throughout`(driver: Driver) async throws {
        let sample = try await driver.sample()
        try await sample.add(1)
        let gate = Gate()
        async let counts = sample.database.read(.scan) { connection in
            let before = try connection.count("SELECT number FROM samples")
            gate.pass()
            return (before, try connection.count("SELECT number FROM samples"))
        }
        await gate.reached()
        try await sample.add(2)
        gate.open()
        let (before, after) = try await counts
        #expect(before == 1 && after == 1)
    }

    @Test(arguments: Driver.all)
    func `a read cannot write`(driver: Driver) async throws {
        let sample = try await driver.sample()
        await #expect(throws: StorageError.self) {
            try await sample.database.read { try Sample.add(1, in: $0) }
        }
        #expect(try await sample.numbers() == [])
    }

    @Test(arguments: Driver.all)
    func `two processes on one database lose nothing of each other`(driver: Driver) async throws {
        let sample = try await driver.sample()
        try await sample.database.write { try $0.execute("INSERT INTO samples (number, integer) VALUES (1, 0)") }
        let handles = [sample.database, try sample.another()]
        try await withThrowingTaskGroup { group in
            for handle in handles {
                for _ in 0..<100 {
                    group.addTask {
                        try await handle.write {
                            try $0.execute("UPDATE samples SET integer = integer + 1 WHERE number = 1")
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        for handle in handles {
            #expect(try await handle.read { try $0.first("SELECT integer FROM samples") { try $0.int(0) } } == 200)
        }
    }

    @Test func `SQLite tells the commits of another process from its own`() async throws {
        let sample = try await Driver.sqlite.sample()
        let elsewhere = try sample.another()
        let before = try await sample.database.externalChanges()
        for number in 0..<10 { try await sample.add(number) }
        await #expect(throws: StorageError.self) { try await sample.add(0) }
        #expect(try await sample.database.externalChanges() == before)
        try await elsewhere.write { try Sample.add(10, in: $0) }
        #expect(try await sample.database.externalChanges() != before)
    }
}
