@testable import Notifications
import Storage
import StorageSQLite
import Tasks
import Testing
import Time

@Suite struct LedgerTests {
    @Test func `Failures are retried for about a day, then the delivery is dead`() {
        let pauses = (1...12).map { RetrySchedule.pause(after: $0, retryAfter: nil, jitter: 0.5) }
        #expect(pauses.prefix(3) == [5_000, 30_000, 120_000])
        #expect(pauses.compactMap { $0 }.reduce(0, +) / 3_600_000 == 23)
        #expect(pauses.last == .some(nil))
        #expect(RetrySchedule.pause(after: 1, retryAfter: nil, jitter: 0) == 3_750)
        #expect(RetrySchedule.pause(after: 1, retryAfter: nil, jitter: 1) == 6_250)
        #expect(RetrySchedule.pause(after: 0, retryAfter: nil, jitter: 1) == nil)
    }

    @Test(arguments: [
        (Duration.seconds(60), Int64(60_000)), (.seconds(1), 5_000), (.seconds(-5), 5_000),
        (.seconds(1_000_000_000), 86_400_000),
    ])
    func `Whoever asks for a pause gets it, within a day`(asked: Duration, pause: Int64) {
        #expect(RetrySchedule.pause(after: 1, retryAfter: asked, jitter: 0.5) == pause)
    }

    @Test func `What is claimed is nobody else's until its lease ends`() async throws {
        let room = try await Mailroom()
        let delivery = try await room.enqueue()
        let first = try #require(try await room.claim().first)
        #expect(first.id == delivery.id && first.attempts == 1)
        #expect(try await room.claim().isEmpty)
        room.time.advance(seconds: 121)
        let second = try #require(try await room.claim().first)
        #expect(second.id == delivery.id && second.attempts == 2)
        // The first one was only slow. Its failure says nothing of the second attempt; its success counts.
        #expect(try await room.record(.failed(reason: "slow"), of: first) == nil)
        #expect(try await room.record(.sent, of: first) == .sent)
        #expect(try await room.record(.sent, of: second) == nil)
        #expect(try await room.record(.failed(reason: "late"), of: second) == nil)
        let row = try #require(try await room.ledger().first)
        #expect(row.state == .sent && row.nextAttempt == nil && row.finishedAt == room.time.now)
        #expect(try await room.claim().isEmpty)
    }

    @Test func `A delivery that fails is tried again until it is dead, and again when its owner asks`() async throws {
        let room = try await Mailroom()
        let delivery = try await room.enqueue()
        for attempt in 1...11 {
            let claimed = try #require(try await room.claim().first, "attempt \(attempt)")
            let state = try await room.record(.failed(reason: "down \(attempt)"), of: claimed)
            #expect(state == (attempt < 11 ? .failed : .dead))
            room.time.advance(seconds: 30_000)
        }
        #expect(try await room.claim().isEmpty)
        let dead = try #require(try await room.ledger().first)
        #expect(dead.state == .dead && dead.attempts == 11 && dead.lastError == "down 11")
        let retried = try await room.database.write { [deliveries = room.deliveries, user = room.user] in
            try deliveries.retry(delivery.id, of: user, in: $0)
        }
        #expect(retried.state == .failed && retried.attempts == 0)
        let claimed = try #require(try await room.claim().first)
        #expect(try await room.record(.sent, of: claimed) == .sent)
        await #expect(throws: DeliveryError.notRetryable(.sent)) {
            try await room.database.write { [deliveries = room.deliveries, user = room.user] in
                try deliveries.retry(delivery.id, of: user, in: $0)
            }
        }
    }

    @Test(arguments: [Attempt.refused(reason: "no"), .gone(reason: "no")])
    func `What will never work is not tried again`(outcome: Attempt) async throws {
        let room = try await Mailroom()
        _ = try await room.enqueue()
        let claimed = try #require(try await room.claim().first)
        #expect(try await room.record(outcome, of: claimed) == .dead)
        room.time.advance(seconds: 1_000_000)
        #expect(try await room.claim().isEmpty)
        #expect(try await room.ledger().first?.lastError == "no")
    }

    @Test func `A receiver that is down is asked once for all that waits for it`() async throws {
        let room = try await Mailroom()
        let (down, up) = (Identifier(at: room.time.now), Identifier(at: room.time.now))
        for _ in 0..<5 { _ = try await room.enqueue(.webhook, to: down) }
        let first = try #require(try await room.claim(1).first)
        _ = try await room.record(.failed(reason: "down"), of: first)
        let other = try await room.enqueue(.webhook, to: up)
        #expect(try await room.claim().map(\.id) == [other.id])
        room.time.advance(seconds: 5)
        #expect(try await room.claim().count == 5)
    }

    @Test func `Busy receivers are passed over`() async throws {
        let room = try await Mailroom()
        let target = Identifier(at: room.time.now)
        let busy = try await room.enqueue(.webhook, to: target)
        let mail = try await room.enqueue(.email)
        #expect(try await room.claim(except: [Deliveries.Receiver(busy)]).map(\.id) == [mail.id])
        _ = try await room.enqueue(.email)
        #expect(try await room.claim(except: [Deliveries.Receiver(mail)]).map(\.id) == [busy.id])
    }

    @Test func `Nobody is reminded of what is done by now, but a webhook hears of it`() async throws {
        let room = try await Mailroom()
        let todo = try await room.task("Done", dueIn: 60)
        try await room.database.write { [deliveries = room.deliveries, user = room.user] connection in
            for channel in [Channel.email, .push, .webhook] {
                try deliveries.enqueue(
                    channel, of: user, kind: "task-due-soon", task: todo.id, payload: [], in: connection)
            }
        }
        _ = try await room.database.write { [todos = room.todos, author = room.author] in
            try todos.toggle(todo.id, by: author, in: $0)
        }
        #expect(try await room.claim().map(\.channel) == [.webhook])
        let states = Dictionary(uniqueKeysWithValues: try await room.ledger().map { ($0.channel, $0.state) })
        #expect(states == [.email: .cancelled, .push: .cancelled, .webhook: .pending])
    }

    @Test func `A list goes on behind a position and can be narrowed`() async throws {
        let room = try await Mailroom()
        let target = Identifier(at: room.time.now)
        var ids: [Identifier] = []
        for number in 0..<6 {
            ids.append(try await room.enqueue(number < 2 ? .webhook : .email, to: number < 2 ? target : nil).id)
            room.time.advance(seconds: 1)
        }
        let (deliveries, user) = (room.deliveries, room.user)
        let page = try await room.database.read { try deliveries.list(of: user, limit: 4, in: $0) }
        #expect(page.map(\.id) == Array(ids.reversed().prefix(4)))
        let rest = try await room.database.read { [last = page[3].id] in
            try deliveries.list(of: user, after: last, limit: 4, in: $0)
        }
        #expect(rest.map(\.id) == Array(ids.prefix(2).reversed()))
        let hooks = try await room.database.read { try deliveries.list(of: user, target: target, limit: 9, in: $0) }
        #expect(hooks.map(\.id) == Array(ids.prefix(2).reversed()))
        let sent = try await room.database.read { try deliveries.list(of: user, state: .sent, limit: 9, in: $0) }
        #expect(sent.isEmpty)
    }
}
