import Storage
import StorageSQLite
import Testing
import Time

@testable import Events

struct InboxTests {
    struct Refusal: Error {}

    @Test func `an event that comes twice has one effect for each consumer`() async throws {
        let log = try await LogFixture()
        let event = try await log.append(for: try await log.person())[0]
        let inboxes = ["a", "b"].map { Inbox(consumer: $0, clock: log.clock) }
        var receipts: [Inbox.Receipt] = []
        for inbox in inboxes + inboxes {
            receipts.append(
                try await log.database.write { connection in
                    try inbox.receive(event, in: connection) {
                        try connection.execute("UPDATE storage_probe SET checks = checks + 1")
                    }
                })
        }
        #expect(receipts == [.applied, .applied, .duplicate, .duplicate])
        #expect(try await log.database.read { try $0.exists("SELECT 1 FROM storage_probe WHERE checks = 2") })
    }

    @Test func `an effect that fails leaves the event unreceived`() async throws {
        let log = try await LogFixture()
        let event = try await log.append(for: try await log.person())[0]
        let inbox = Inbox(consumer: "a", clock: log.clock)
        await #expect(throws: Refusal.self) {
            try await log.database.write { try inbox.receive(event, in: $0) { throw Refusal() } }
        }
        let receipt = try await log.database.write { try inbox.receive(event, in: $0) {} }
        #expect(receipt == .applied)
    }

    @Test func `an event older than the inbox remembers is refused`() async throws {
        let log = try await LogFixture()
        let event = try await log.append(for: try await log.person())[0]
        let inbox = Inbox(consumer: "a", clock: log.clock)
        log.time.advance(seconds: Inbox.retention)
        let receipt = try await log.database.write { connection in
            try inbox.receive(event, in: connection) { throw Refusal() }
        }
        #expect(receipt == .tooOld)
    }
}
