import Events
import Logging
@testable import Notifications
import Storage
import StorageSQLite
import Synchronization
import Testing
import Time

@Suite(.timeLimit(.minutes(1))) struct CourierTests {
    /// A channel that is told what to answer and remembers what it was asked.
    private final class Outside: Sendable {
        struct Load {
            var now = 0
            var most = 0
        }

        let attempts = Mutex<[Identifier]>([])
        let running = Mutex(Load())
        let answer: @Sendable (Delivery) async -> Attempt

        init(_ answer: @escaping @Sendable (Delivery) async -> Attempt) { self.answer = answer }

        @Sendable func send(_ delivery: Delivery) async -> Attempt {
            attempts.withLock { $0.append(delivery.id) }
            running.withLock { load in
                load.now += 1
                load.most = max(load.most, load.now)
            }
            defer { running.withLock { $0.now -= 1 } }
            return await answer(delivery)
        }
    }

    private func courier(_ room: Mailroom, _ outside: Outside) -> Courier {
        Courier(
            database: room.database, deliveries: room.deliveries, send: outside.send, signal: room.signal,
            logger: Logger(label: "test"), clock: room.time.clock)
    }

    private func until(_ condition: () async throws -> Bool) async throws {
        while try await !condition() { try await Task.sleep(for: .milliseconds(5)) }
    }

    @Test func `Everything in the ledger is sent once`() async throws {
        let room = try await Mailroom()
        for _ in 0..<30 { _ = try await room.enqueue(.webhook, to: Identifier(at: room.time.now)) }
        let outside = Outside { _ in .sent }
        let work = Task { try await courier(room, outside).run() }
        try await until { try await room.ledger().allSatisfy { $0.state == .sent } }
        let late = try await room.enqueue()
        try await until { try await room.ledger().allSatisfy { $0.state == .sent } }
        work.cancel()
        try await work.value
        let attempts = outside.attempts.withLock { $0 }
        #expect(attempts.count == 31 && Set(attempts).count == 31 && attempts.last == late.id)
    }

    @Test func `Two couriers on one ledger send nothing twice`() async throws {
        let room = try await Mailroom()
        for _ in 0..<60 { _ = try await room.enqueue(.webhook, to: Identifier(at: room.time.now)) }
        let outside = Outside { _ in
            await Task.yield()
            return .sent
        }
        let work = [courier(room, outside), courier(room, outside)].map { one in Task { try await one.run() } }
        try await until { try await room.ledger().allSatisfy { $0.state == .sent } }
        for one in work { one.cancel() }
        for one in work { try await one.value }
        #expect(outside.attempts.withLock { $0.count } == 60)
    }

    @Test func `A receiver that is slow leaves room for the others`() async throws {
        let room = try await Mailroom()
        let slow = Identifier(at: room.time.now)
        for _ in 0..<40 { _ = try await room.enqueue(.webhook, to: slow) }
        let quick = try await room.enqueue(.webhook, to: Identifier(at: room.time.now))
        let outside = Outside { delivery in
            guard delivery.target == slow else { return .sent }
            try? await Task.sleep(for: .seconds(3600))
            return .failed(reason: "interrupted")
        }
        let work = Task { try await courier(room, outside).run() }
        try await until { try await room.ledger().contains { $0.id == quick.id && $0.state == .sent } }
        #expect(outside.running.withLock { $0.most } <= Courier.capacity)
        work.cancel()
        try await work.value
    }

    @Test func `What failed is tried again when its time has come`() async throws {
        let room = try await Mailroom()
        let delivery = try await room.enqueue()
        let outside = Outside { $0.attempts == 1 ? .failed(reason: "first") : .sent }
        let work = Task { try await courier(room, outside).run() }
        try await until { try await room.ledger().first?.state == .failed }
        room.time.advance(seconds: 60)
        room.signal.wakeAll()
        try await until { try await room.ledger().first?.state == .sent }
        work.cancel()
        try await work.value
        #expect(outside.attempts.withLock { $0 } == [delivery.id, delivery.id])
    }
}
