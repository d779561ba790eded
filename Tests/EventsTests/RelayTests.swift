import Logging
import Storage
import StorageSQLite
import Synchronization
import Testing
import Time

@testable import Events

/// A bus that records what it gets and answers what a test says.
final class RecordingPublisher: Publisher {
    private struct State {
        var published: [CloudEvent] = []
        var inFlight: [Identifier: Int] = [:]
        var mostInFlight = 0
    }

    private let state = Mutex(State())
    private let answer: @Sendable (CloudEvent) async -> PublishOutcome

    init(answer: @escaping @Sendable (CloudEvent) async -> PublishOutcome = { _ in .accepted }) {
        self.answer = answer
    }

    var hasTakers: Bool { true }
    var published: [CloudEvent] { state.withLock { $0.published } }
    var mostInFlightPerPerson: Int { state.withLock { $0.mostInFlight } }

    func sequences(of user: Identifier) -> [Int64] { published.filter { $0.user == user }.map(\.sequence) }

    func publish(_ event: CloudEvent) async -> PublishOutcome {
        state.withLock { state in
            state.inFlight[event.user, default: 0] += 1
            state.mostInFlight = max(state.mostInFlight, state.inFlight[event.user, default: 0])
        }
        let outcome = await answer(event)
        state.withLock { state in
            state.inFlight[event.user, default: 0] -= 1
            if outcome == .accepted { state.published.append(event) }
        }
        return outcome
    }
}

@Suite(.timeLimit(.minutes(1)))
struct RelayTests {
    let clock = ManualClock()

    func relay(_ log: LogFixture, _ publisher: any Publisher, leaseDuration: Duration = .seconds(10)) -> Relay {
        Relay(
            database: log.database, publisher: publisher, signal: log.signal, logger: Logger(label: "test"),
            clock: log.clock, waiting: clock, leaseDuration: leaseDuration)
    }

    /// Gives the lease to somebody else for so long, by the database's clock.
    func steal(for duration: Duration, in connection: any Connection) throws {
        try connection.execute(
            """
            INSERT INTO leases (name, holder, expires_at)
            VALUES ('relay', 'another', \(connection.dialect.now) + \(duration.components.seconds * 1000))
            ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
            """)
    }

    /// Lets the relay go on, pause by pause, until `isDone`.
    func until(_ isDone: () async throws -> Bool) async throws {
        while true {
            await clock.untilAsleep()
            if try await isDone() { return }
            clock.advance(by: Relay.pause)
        }
    }

    @Test func `every event is published once, in order for each person, and struck off`() async throws {
        let log = try await LogFixture()
        let people = [try await log.person(), try await log.person(), try await log.person()]
        for round in 0..<3 { for person in people { try await log.append(50 + round, for: person) } }
        let bus = RecordingPublisher()
        let relay = relay(log, bus)
        let task = Task { await relay.work() }
        try await until { try await log.unpublished() == 0 }
        for person in people { #expect(bus.sequences(of: person) == Array(1...153)) }
        #expect(bus.mostInFlightPerPerson == 1)
        #expect(relay.counts.published == 459)
        task.cancel()
        await task.value
    }

    @Test func `a person whose event fails blocks nobody else and keeps the order`() async throws {
        let log = try await LogFixture()
        let (user, other) = (try await log.person(), try await log.person())
        try await log.append(3, for: user)
        try await log.append(3, for: other)
        let isDown = Atomic(true)
        let bus = RecordingPublisher { event in
            event.user == user && event.sequence == 2 && isDown.load(ordering: .relaxed)
                ? .retryLater("down") : .accepted
        }
        let relay = relay(log, bus)
        let task = Task { await relay.work() }
        try await until { try await log.unpublished() == 2 }
        #expect(bus.sequences(of: other) == [1, 2, 3])
        #expect(bus.sequences(of: user) == [1])
        #expect(relay.counts.delayed == 1)
        isDown.store(false, ordering: .relaxed)
        log.time.advance(seconds: 60)
        try await until { try await log.unpublished() == 0 }
        #expect(bus.sequences(of: user) == [1, 2, 3])
        #expect(relay.counts.delayed == 0)
        task.cancel()
        await task.value
    }

    @Test func `what can never be accepted is set aside and the next one follows`() async throws {
        let log = try await LogFixture()
        let user = try await log.person()
        try await log.append(3, for: user)
        let bus = RecordingPublisher { $0.sequence == 2 ? .neverAcceptable("too large") : .accepted }
        let relay = relay(log, bus)
        let task = Task { await relay.work() }
        try await until { try await log.unpublished() == 0 }
        #expect(bus.sequences(of: user) == [1, 3])
        #expect(try await log.unpublished(parked: true) == 1)
        #expect(relay.counts.parked == 1)
        #expect(relay.counts.published == 2)
        let backlog = try await log.database.read { try Backlog(in: $0) }
        #expect(backlog.waiting == 0 && backlog.oldest == nil && backlog.parked == 1)
        task.cancel()
        await task.value
    }

    @Test func `a wake-up makes an idle relay publish at once`() async throws {
        let log = try await LogFixture()
        let user = try await log.person()
        let (events, received) = AsyncStream<CloudEvent>.makeStream()
        let relay = relay(
            log,
            RecordingPublisher { event in
                received.yield(event)
                return .accepted
            })
        let task = Task { await relay.work() }
        await clock.untilAsleep()
        clock.advance(by: Relay.pause)
        await clock.untilAsleep()
        try await log.append(for: user)
        var iterator = events.makeAsyncIterator()
        #expect(await iterator.next()?.sequence == 1)
        task.cancel()
        await task.value
    }

    @Test func `of two relays the one without the lease waits until it is over`() async throws {
        let log = try await LogFixture()
        let user = try await log.person()
        try await log.append(2, for: user)
        try await log.database.write { try steal(for: .seconds(3600), in: $0) }
        let bus = RecordingPublisher()
        let relay = relay(log, bus, leaseDuration: .seconds(3600))
        let task = Task { await relay.work() }
        for _ in 0..<40 {
            await clock.untilAsleep()
            clock.advance(by: Relay.pause)
        }
        #expect(bus.published.isEmpty)
        try await log.database.write { try $0.execute("UPDATE leases SET expires_at = 0") }
        try await until { try await log.unpublished() == 0 }
        #expect(bus.sequences(of: user) == [1, 2])
        task.cancel()
        await task.value
        #expect(try await log.database.read { try !$0.exists("SELECT 1 FROM leases") })
    }

    @Test func `nobody waits for a lease from a clock that was set back`() async throws {
        let log = try await LogFixture()
        let user = try await log.person()
        try await log.append(1, for: user)
        try await log.database.write { try steal(for: .seconds(86_400), in: $0) }
        let bus = RecordingPublisher()
        let relay = relay(log, bus)
        let task = Task { await relay.work() }
        try await until { try await log.unpublished() == 0 }
        #expect(bus.sequences(of: user) == [1])
        task.cancel()
        await task.value
    }

    @Test func `what was published and not struck off, its relay having lost the lease, is published again`()
        async throws
    {
        let log = try await LogFixture()
        let user = try await log.person()
        try await log.append(1, for: user)
        let database = log.database
        let isStolen = Atomic(false)
        let bus = RecordingPublisher { _ in
            if !isStolen.exchange(true, ordering: .relaxed) {
                try? await database.write { try steal(for: .seconds(3600), in: $0) }
            }
            return .accepted
        }
        let relay = relay(log, bus, leaseDuration: .seconds(3600))
        let task = Task { await relay.work() }
        try await until { bus.published.count == 1 }
        try await until { relay.settled == 1 }
        #expect(bus.sequences(of: user) == [1])
        #expect(try await log.unpublished() == 1)
        #expect(relay.counts.published == 0)
        try await log.database.write { try $0.execute("DELETE FROM leases") }
        try await until { try await log.unpublished() == 0 }
        #expect(bus.sequences(of: user) == [1, 1])
        task.cancel()
        await task.value
    }

    @Test func `stopping records what was published`() async throws {
        let log = try await LogFixture()
        let user = try await log.person()
        try await log.append(1, for: user)
        let (published, done) = AsyncStream<Void>.makeStream()
        let relay = relay(
            log,
            RecordingPublisher { _ in
                done.yield()
                return .accepted
            })
        let task = Task { await relay.work() }
        var iterator = published.makeAsyncIterator()
        await iterator.next()
        task.cancel()
        await task.value
        #expect(try await log.unpublished() == 0)
    }

    @Test func `with nobody to take events the rows are struck off unread`() async throws {
        let log = try await LogFixture()
        for _ in 0..<3 { try await log.append(700, for: try await log.person()) }
        let relay = relay(log, LocalPublisher(consumers: []))
        let task = Task { await relay.work() }
        try await until { try await log.unpublished() == 0 }
        #expect(relay.counts.published == 2100)
        task.cancel()
        await task.value
    }

    @Test func `a look ends with somebody's last event`() async throws {
        let log = try await LogFixture()
        for _ in 0..<60 { try await log.append(10, for: try await log.person()) }
        let found = try await log.database.read { connection in
            try Unpublished.find(after: nil, except: [], people: 64, in: connection)
        }
        #expect(found.isPartial && found.queues.count == 52)
        #expect(found.queues.allSatisfy { $0.events.count == 10 })
    }

    @Test func `a look goes round from person to person`() async throws {
        let log = try await LogFixture()
        var people: [Identifier] = []
        for _ in 0..<5 {
            people.append(try await log.person())
            try await log.append(100, for: people[people.count - 1])
        }
        people.sort()
        let (first, second) = try await log.database.read { connection in
            let first = try Unpublished.find(after: nil, except: [], people: 3, in: connection)
            return (first, try Unpublished.find(after: first.position, except: [], people: 3, in: connection))
        }
        #expect(first.queues.map(\.user) == Array(people[0..<3]))
        #expect(first.queues.allSatisfy { $0.events.map(\.sequence) == Array(1...64) })
        #expect(second.queues.map(\.user) == [people[3], people[4], people[0]])
    }

    @Test func `one person's unreadable event stops nobody else's`() async throws {
        let log = try await LogFixture()
        let (user, other) = (try await log.person(), try await log.person())
        try await log.append(1, for: user)
        try await log.append(1, for: other)
        try await log.database.write { connection in
            try connection.execute("UPDATE task_event_log SET type = 'todo.unheard.of.v9' WHERE user_id = \(user)")
        }
        let bus = RecordingPublisher()
        let task = Task { [relay = relay(log, bus)] in await relay.work() }
        try await until { try await log.unpublished() == 1 }
        #expect(bus.published.map(\.user) == [other])
        task.cancel()
        await task.value
    }

    @Test func `local consumers are called in order; one that fails holds up those behind it`() async throws {
        let log = try await LogFixture()
        let event = try await log.append(for: try await log.person())[0]
        let called = Mutex<[String]>([])
        func consumer(_ name: String, _ outcome: PublishOutcome) -> LocalPublisher.Consumer {
            LocalPublisher.Consumer(name: name) { _ in
                called.withLock { $0.append(name) }
                return outcome
            }
        }
        let publisher = LocalPublisher(consumers: [
            consumer("a", .accepted), consumer("b", .neverAcceptable("no")), consumer("c", .accepted),
        ])
        #expect(await publisher.publish(event) == .neverAcceptable("b: no"))
        #expect(called.withLock { $0 } == ["a", "b", "c"])
        let failing = LocalPublisher(consumers: [consumer("d", .retryLater("down")), consumer("e", .accepted)])
        #expect(await failing.publish(event) == .retryLater("d: down"))
        #expect(called.withLock { $0 } == ["a", "b", "c", "d"])
    }

    @Test func `a consumer takes a person's events at once, and one by one where that fails`() async throws {
        let log = try await LogFixture()
        let events = try await log.append(4, for: try await log.person())
        let taken = Mutex<[[Int64]]>([])
        let publisher = LocalPublisher(consumers: [
            LocalPublisher.Consumer(name: "a") { events in
                taken.withLock { $0.append(events.map(\.sequence)) }
                return events.contains { $0.sequence == 3 } ? .retryLater("three") : .accepted
            }
        ])
        #expect(await publisher.publish(events) == [.accepted, .accepted, .retryLater("a: three")])
        #expect(taken.withLock { $0 } == [[1, 2, 3, 4], [1], [2], [3]])
        #expect(await publisher.publish(Array(events.prefix(2))) == [.accepted, .accepted])
    }

    @Test func `the backlog is measured`() async throws {
        let log = try await LogFixture()
        let user = try await log.person()
        let before = log.time.now
        try await log.append(2, for: user)
        log.time.advance(seconds: 5)
        try await log.append(1, for: user)
        let backlog = try await log.database.read { try Backlog(in: $0) }
        #expect(backlog.waiting == 3)
        #expect(backlog.oldest == before)
    }
}
