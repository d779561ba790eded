import Storage
import Testing
import Time

@testable import Events

struct EventStreamTests {
    let session = Identifier(at: Instant(milliseconds: 0))

    func streams(_ log: LogFixture, waiting: any Clock<Duration> = ContinuousClock()) -> EventStreams {
        EventStreams(database: log.database, signal: log.signal, clock: log.clock, waiting: waiting)
    }

    func open(_ streams: EventStreams, _ user: Identifier, after start: StreamStart = .now) async throws -> EventStream
    {
        try await streams.open(user: user, session: session, until: .latest, after: start)
    }

    func sequences(_ step: StreamStep) -> [Int64]? {
        if case .events(let events) = step { events.map(\.sequence) } else { nil }
    }

    @Test func `a stream from now on shows what comes, not what was`() async throws {
        let log = try await LogFixture()
        let user = try await log.person()
        try await log.append(3, for: user)
        let stream = try await open(streams(log), user)
        try await log.append(2, for: user)
        #expect(sequences(try await stream.next(within: .seconds(60))) == [4, 5])
    }

    @Test func `a stream shows nobody else's events`() async throws {
        let log = try await LogFixture()
        let (user, other) = (try await log.person(), try await log.person())
        let stream = try await open(streams(log), user)
        try await log.append(2, for: other)
        try await log.append(1, for: user)
        guard case .events(let events) = try await stream.next(within: .seconds(60)) else {
            Issue.record("no events")
            return
        }
        #expect(events.map(\.user) == [user])
    }

    @Test func `a resumed stream has no gap and no repetition, over pages`() async throws {
        let log = try await LogFixture()
        let user = try await log.person()
        let events = try await log.append(100, for: user)
        let stream = try await open(streams(log), user, after: .after(events[9].id))
        var seen: [Int64] = []
        while seen.count < 90, let page = sequences(try await stream.next(within: .seconds(60))) {
            #expect(page.count <= EventStream.pageSize)
            seen += page
        }
        #expect(seen == Array(11...100))
    }

    @Test func `pages of large events are short, and nothing is left out`() async throws {
        let log = try await LogFixture()
        let user = try await log.person()
        let first = try await log.append(for: user)[0]
        try await log.append(10, for: user, title: String(repeating: "x", count: 30_000))
        let huge = String(repeating: "x", count: 2 * EventStream.pageBytes)
        try await log.append(2, for: user, title: huge)
        let stream = try await open(streams(log), user, after: .after(first.id))
        var pages: [[Int64]] = []
        while pages.joined().last != 13, let page = sequences(try await stream.next(within: .seconds(60))) {
            pages.append(page)
        }
        #expect(pages == [[2, 3, 4], [5, 6, 7], [8, 9, 10], [11, 12], [13]])
    }

    @Test(arguments: [StreamStart.unknown, .after(Identifier(at: Instant(milliseconds: 5)))])
    func `an unknown id gets a reset, then what comes from now on`(start: StreamStart) async throws {
        let log = try await LogFixture()
        let user = try await log.person()
        try await log.append(3, for: user)
        let stream = try await open(streams(log), user, after: start)
        guard case .reset = try await stream.next(within: .seconds(60)) else {
            Issue.record("no reset")
            return
        }
        try await log.append(1, for: user)
        #expect(sequences(try await stream.next(within: .seconds(60))) == [4])
    }

    @Test func `another person's event id is unknown`() async throws {
        let log = try await LogFixture()
        let (user, other) = (try await log.person(), try await log.person())
        let events = try await log.append(1, for: other)
        let stream = try await open(streams(log), user, after: .after(events[0].id))
        guard case .reset = try await stream.next(within: .seconds(60)) else {
            Issue.record("no reset")
            return
        }
    }

    @Test func `a stream with nothing new is quiet after the time asked`() async throws {
        let log = try await LogFixture()
        let clock = ManualClock()
        let stream = try await open(streams(log, waiting: clock), try await log.person())
        async let step = stream.next(within: .seconds(15))
        await clock.untilAsleep()
        clock.advance(by: .seconds(15))
        guard case .quiet = try await step else {
            Issue.record("not quiet")
            return
        }
    }

    @Test func `the twenty-first stream of a person is refused, and one closed makes room`() async throws {
        let log = try await LogFixture()
        let (user, other) = (try await log.person(), try await log.person())
        let streams = streams(log)
        var open: [EventStream] = []
        for _ in 0..<EventStreams.mostPerPerson { open.append(try await self.open(streams, user)) }
        await #expect(throws: EventStreamError.tooManyStreams) { try await self.open(streams, user) }
        open.append(try await self.open(streams, other))
        #expect(streams.counts.open == 21)
        open[0].close()
        open.append(try await self.open(streams, user))
        #expect(streams.counts.open == 21)
        #expect(streams.counts.opened == 22)
    }

    @Test func `a stream that its reader drops is gone`() async throws {
        let log = try await LogFixture()
        let streams = streams(log)
        do { _ = try await open(streams, try await log.person()) }
        #expect(streams.counts.open == 0)
        #expect(log.signal.peopleCount == 0)
    }

    enum Ending: CaseIterable, Sendable { case session, user, stop, close, expiry }

    @Test(arguments: Ending.allCases)
    func `a waiting stream ends at once`(ending: Ending) async throws {
        let log = try await LogFixture()
        let user = try await log.person()
        let clock = ManualClock()
        let streams = streams(log, waiting: clock)
        let stream = try await streams.open(
            user: user, session: session, until: log.time.now.adding(seconds: 900), after: .now)
        async let step = stream.next(within: .seconds(3600))
        await clock.untilAsleep()
        let expected: StreamEnd
        switch ending {
        case .session:
            streams.end(session: session)
            expected = .revoked
        case .user:
            streams.end(user: user)
            expected = .revoked
        case .stop:
            streams.stop()
            expected = .stopping
        case .close:
            stream.close()
            expected = .closed
        case .expiry:
            log.time.advance(seconds: 900)
            clock.advance(by: .seconds(900))
            expected = .expired
        }
        guard case .ended(let reason) = try await step else {
            Issue.record("not ended")
            return
        }
        #expect(reason == expected)
        #expect(streams.counts.open == 0)
    }

    @Test func `ending a session leaves the others`() async throws {
        let log = try await LogFixture()
        let user = try await log.person()
        let streams = streams(log)
        let stream = try await open(streams, user)
        streams.end(session: Identifier(at: Instant(milliseconds: 1)))
        try await log.append(1, for: user)
        #expect(sequences(try await stream.next(within: .seconds(60))) == [1])
        #expect(streams.sessions == [session])
    }

    @Test func `a stopped process opens no streams`() async throws {
        let log = try await LogFixture()
        let streams = streams(log)
        streams.stop()
        let user = try await log.person()
        await #expect(throws: EventStreamError.stopping) { try await self.open(streams, user) }
    }

    @Test func `many writers and a reader that resumes: no gap, no repetition, no inversion`() async throws {
        let log = try await LogFixture()
        let user = try await log.person()
        let streams = streams(log)
        let writers = Task {
            try await withThrowingTaskGroup { group in
                for _ in 0..<8 { group.addTask { for _ in 0..<25 { try await log.append(for: user) } } }
                try await group.waitForAll()
            }
        }
        let first = try await log.append(for: user)[0]
        var last = first.id
        var sequence = first.sequence
        while sequence < 201 {
            let stream = try await open(streams, user, after: .after(last))
            guard case .events(let page) = try await stream.next(within: .seconds(60)) else { break }
            #expect(page.map(\.sequence) == Array(sequence + 1...sequence + Int64(page.count)))
            guard let end = page.last else { break }
            (last, sequence) = (end.id, end.sequence)
            stream.close()
        }
        try await writers.value
        #expect(sequence == 201)
    }
}
