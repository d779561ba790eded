import Logging
import Storage
import Testing

@testable import Events

struct CommitWatchTests {
    @Test func `a commit of another process wakes everybody, one of our own nobody`() async throws {
        let log = try await LogFixture()
        let elsewhere = try await LogFixture(sharing: log)
        let user = try await log.person()
        let clock = ManualClock()
        let watch = CommitWatch(
            database: log.database, signal: log.signal, logger: Logger(label: "test"), clock: clock
        ) { true }
        let task = Task { await watch.watch() }
        defer { task.cancel() }
        await clock.untilAsleep()
        let listener = log.signal.listenToAll()

        try await log.append(for: user)
        #expect(await listener.next() == .woken)
        clock.advance(by: .milliseconds(200))
        await clock.untilAsleep()
        listener.wake()
        #expect(await listener.next() == .woken)
        let silence = ManualClock()
        async let quiet = listener.next(within: .seconds(1), clock: silence)
        await silence.untilAsleep()
        silence.advance(by: .seconds(1))
        #expect(await quiet == .elapsed)

        try await elsewhere.append(for: user)
        clock.advance(by: .milliseconds(200))
        #expect(await listener.next() == .woken)
    }

    @Test func `nobody waits: it looks once a second`() async throws {
        let log = try await LogFixture()
        let elsewhere = try await LogFixture(sharing: log)
        let user = try await log.person()
        let clock = ManualClock()
        let watch = CommitWatch(
            database: log.database, signal: log.signal, logger: Logger(label: "test"), clock: clock
        ) { false }
        let task = Task { await watch.watch() }
        defer { task.cancel() }
        await clock.untilAsleep()
        let listener = log.signal.listenToAll()
        try await elsewhere.append(for: user)
        clock.advance(by: .milliseconds(999))
        let silence = ManualClock()
        async let quiet = listener.next(within: .seconds(1), clock: silence)
        await silence.untilAsleep()
        silence.advance(by: .seconds(1))
        #expect(await quiet == .elapsed)
        clock.advance(by: .milliseconds(1))
        #expect(await listener.next() == .woken)
    }
}
