public import ServiceLifecycle
public import Storage
import Synchronization
public import Time

/// All open live streams: who has how many, and how to end them.
///
/// As a service it ends them all when the process is asked to stop; list it after the HTTP server in a
/// `ServiceGroup`, so that it stops first and the server has no open answers to wait for.
public final class EventStreams: Service {
    /// Open streams of one person at most.
    public static let mostPerPerson = 20

    /// Weak: a stream that its reader drops, closed or not, is gone.
    private struct Entry {
        weak var stream: EventStream?
    }

    private struct State {
        var streams: [Identifier: [Int: Entry]] = [:]
        var opened = 0
        var isStopped = false
    }

    private let database: any Database
    private let signal: LogSignal
    private let clock: WallClock
    private let waiting: any Clock<Duration>
    private let state = Mutex(State())

    /// - Parameters:
    ///   - clock: tells when a credential has expired.
    ///   - waiting: measures how long a stream is quiet.
    public init(
        database: any Database, signal: LogSignal, clock: WallClock = .system,
        waiting: any Clock<Duration> = ContinuousClock()
    ) {
        self.database = database
        self.signal = signal
        self.clock = clock
        self.waiting = waiting
    }

    /// Opens a stream of the person's events. Whoever opens it closes it (``EventStream/close()``).
    ///
    /// - Parameters:
    ///   - session: the session that asks; ``end(session:)`` ends the stream.
    ///   - expiry: when the credential ends, and the stream with it.
    /// - Throws: ``EventStreamError``, or what the database says.
    public func open(
        user: Identifier, session: Identifier, until expiry: Instant, after start: StreamStart
    ) async throws -> EventStream {
        // Listens before it looks where the log ends, so that nothing falls between.
        let number = Self.numbers.add(1, ordering: .relaxed).newValue
        let stream = EventStream(
            number: number, user: user, session: session, expiry: expiry, database: database,
            listener: signal.listen(to: user),
            clock: clock, waiting: waiting
        ) { [weak self] in self?.forget(number, of: user) }
        do {
            try register(stream)
            try await stream.begin(after: start)
            return stream
        } catch {
            stream.end(.closed)
            throw error
        }
    }

    /// Ends the streams that a session has opened: it was logged out.
    public func end(session: Identifier) {
        for stream in all(where: { $0.session == session }) { stream.end(.revoked) }
    }

    /// Ends the streams of a person: the password was changed, or the account deleted.
    public func end(user: Identifier) {
        for stream in all(where: { $0.user == user }) { stream.end(.revoked) }
    }

    /// Ends all streams and opens no more.
    public func stop() {
        state.withLock { $0.isStopped = true }
        for stream in all(where: { _ in true }) { stream.end(.stopping) }
    }

    public func run() async throws {
        try? await gracefulShutdown()
        stop()
    }

    /// Open streams now, and streams opened since the start, for metrics.
    public var counts: (open: Int, opened: Int) {
        state.withLock { state in (state.streams.values.reduce(0) { $0 + $1.count }, state.opened) }
    }

    /// The sessions with open streams, for a check that they still live.
    public var sessions: Set<Identifier> {
        Set(all(where: { _ in true }).map(\.session))
    }

    private func register(_ stream: EventStream) throws(EventStreamError) {
        let refusal = state.withLock { state -> EventStreamError? in
            if state.isStopped { return .stopping }
            guard state.streams[stream.user, default: [:]].count < Self.mostPerPerson else { return .tooManyStreams }
            state.streams[stream.user, default: [:]][stream.number] = Entry(stream: stream)
            state.opened += 1
            return nil
        }
        if let refusal { throw refusal }
    }

    private func forget(_ number: Int, of user: Identifier) {
        state.withLock { state in
            state.streams[user]?[number] = nil
            if state.streams[user]?.isEmpty == true { state.streams[user] = nil }
        }
    }

    private func all(where isWanted: (EventStream) -> Bool) -> [EventStream] {
        // Let go of outside the lock: the last reference's end takes the lock itself.
        state.withLock { state in state.streams.values.flatMap(\.values).compactMap(\.stream) }.filter(isWanted)
    }

    private static let numbers = Atomic(0)
}
