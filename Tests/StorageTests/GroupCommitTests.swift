import Storage
import Synchronization
import Testing

@testable import StorageSQLite

/// How writes that wait together share a transaction.
@Suite(.timeLimit(.minutes(1)))
struct GroupCommitTests {
    struct Refusal: Error {}

    /// Runs the writes as one group: they gather while the first one is held.
    func group(
        _ sample: Sample, _ writes: [@Sendable (any Connection) throws -> Void]
    ) async throws -> [Result<Void, any Error>] {
        let gate = Gate()
        async let first: Void = sample.database.write { _ in gate.pass() }
        await gate.reached()
        let tasks = writes.map { write in Task { await Result(catching: { try await sample.database.write(write) }) } }
        while sample.gauge("todo_writes_waiting") < writes.count { await Task.yield() }
        gate.open()
        try await first
        var results: [Result<Void, any Error>] = []
        for task in tasks { results.append(await task.value) }
        return results
    }

    func succeeded(_ results: [Result<Void, any Error>]) -> [Bool] {
        results.map { if case .success = $0 { true } else { false } }
    }

    @Test func `writes that wait together share one commit`() async throws {
        let sample = try await Driver.sqlite.sample()
        let commits = sample.gauge("todo_commits_total")
        let results = try await group(sample, (1...20).map { number in { try Sample.add(number, in: $0) } })
        #expect(succeeded(results).allSatisfy { $0 })
        #expect(sample.gauge("todo_commits_total") == commits + 2)
        #expect(try await sample.numbers() == Array(1...20))
    }

    @Test func `a write that fails leaves the others of its group`() async throws {
        let sample = try await Driver.sqlite.sample()
        let calls = Mutex<[Int]>([])
        let writes = (1...5).map { number -> @Sendable (any Connection) throws -> Void in
            { connection in
                try Sample.add(number, in: connection)
                connection.afterCommit { calls.withLock { $0.append(number) } }
                if number == 2 { throw Refusal() }
                if number == 4 { try Sample.add(1, in: connection) }
            }
        }
        #expect(succeeded(try await group(sample, writes)).filter { $0 }.count == 3)
        #expect(try await sample.numbers() == [1, 3, 5])
        #expect(calls.withLock { $0.sorted() } == [1, 3, 5])
    }

    @Test func `a statement that ends the transaction fails the whole group, and the next one works`() async throws {
        let sample = try await Driver.sqlite.sample()
        try await sample.add(1)
        let calls = Atomic(0)
        let results = try await group(
            sample,
            [
                { connection in
                    try Sample.add(2, in: connection)
                    connection.afterCommit { calls.add(1, ordering: .relaxed) }
                },
                { try $0.execute("INSERT OR ROLLBACK INTO samples (number) VALUES (1)") },
                { try Sample.add(3, in: $0) },
            ])
        #expect(succeeded(results) == [false, false, false])
        #expect(calls.load(ordering: .relaxed) == 0)
        #expect(try await sample.numbers() == [1])
        try await sample.add(4)
        #expect(try await sample.numbers() == [1, 4])
    }

    @Test func `a write that goes on after its transaction has ended writes nothing`() async throws {
        let sample = try await Driver.sqlite.sample()
        try await sample.add(1)
        await #expect(throws: StorageError.self) {
            try await sample.database.write { connection in
                try? connection.execute("INSERT OR ROLLBACK INTO samples (number) VALUES (1)")
                try? Sample.add(2, in: connection)
            }
        }
        #expect(try await sample.numbers() == [1])
    }

    @Test func `nothing is answered or signalled before the disk has it`() async throws {
        let sample = try await Driver.sqlite.sample()
        let isSignalled = Atomic(false)
        let isAnswered = Atomic(false)
        let gate = Gate()
        let fault = SystemFaults.arm(in: sample.folder.path, .sync) {
            gate.pass()
            return 0
        }
        let write = Task {
            try await sample.database.write { connection in
                try Sample.add(1, in: connection)
                connection.afterCommit { isSignalled.store(true, ordering: .relaxed) }
            }
            isAnswered.store(true, ordering: .relaxed)
        }
        await gate.reached()
        #expect(isSignalled.load(ordering: .relaxed) == false)
        #expect(isAnswered.load(ordering: .relaxed) == false)
        #expect(try await sample.numbers() == [])
        SystemFaults.disarm(fault)
        gate.open()
        try await write.value
        #expect(isSignalled.load(ordering: .relaxed) == true)
        #expect(try await sample.numbers() == [1])
    }

    @Test func `the queue is bounded; who is refused is refused at once, and the others are not lost`() async throws {
        let sample = try await Driver.sqlite.sample()
        let gate = Gate()
        async let first: Void = sample.database.write { _ in gate.pass() }
        await gate.reached()
        let waiting = (1...GroupCommit.longestQueue).map { number in Task { try await sample.add(number) } }
        while sample.gauge("todo_writes_waiting") < GroupCommit.longestQueue { await Task.yield() }
        await #expect(throws: StorageError.busy) { try await sample.add(0) }
        gate.open()
        try await first
        for task in waiting { try await task.value }
        #expect(try await sample.numbers() == Array(1...GroupCommit.longestQueue))
        #expect(await sample.database.health() == .ready)
    }

    @Test func `closing waits for the writes that were taken, and refuses the next`() async throws {
        let folder = try TemporaryFolder()
        let database = try SQLiteDatabase(path: folder.path + "/todo.db")
        try await database.write { try $0.execute("CREATE TABLE samples (number INTEGER PRIMARY KEY, text TEXT)") }
        let gate = Gate()
        async let first: Void = database.write { _ in gate.pass() }
        await gate.reached()
        let taken = (1...300).map { number in Task { try await database.write { try Sample.add(number, in: $0) } } }
        while database.gauges().first(where: { $0.name == "todo_writes_waiting" })?.value != 300 { await Task.yield() }
        gate.open()
        database.close()
        try await first
        for write in taken { try await write.value }
        await #expect(throws: StorageError.failed("the database is closed")) {
            try await database.write { try Sample.add(301, in: $0) }
        }
        let reopened = try SQLiteDatabase(path: folder.path + "/todo.db")
        #expect(try await reopened.read { try $0.count("SELECT 1 FROM samples") } == 300)
    }

    @Test func `a busy writer still answers whether others have written`() async throws {
        let sample = try await Driver.sqlite.sample()
        let writers = (0..<4).map { lane in
            Task {
                var number = lane
                while !Task.isCancelled {
                    try await sample.add(number)
                    number += 4
                }
            }
        }
        for _ in 0..<20 { _ = try await sample.database.externalChanges() }
        for writer in writers {
            writer.cancel()
            try await writer.value
        }
    }
}

extension Result where Success == Void, Failure == any Error {
    init(catching body: () async throws -> Void) async {
        do {
            self = .success(try await body())
        } catch {
            self = .failure(error)
        }
    }
}
