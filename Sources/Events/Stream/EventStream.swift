public import Storage
import Synchronization
import Time

/// One person's events as they happen, read from the log in pages.
///
/// A stream holds a position and no events. A client that reads slowly makes its reader come late, and then gets
/// what has gathered in the log page by page: it costs others nothing, and memory for one page.
public final class EventStream: Sendable {
    /// Events in a page at most.
    static let pageSize = 32
    /// Bytes of the events' data in a page at most, one event aside: it is what a client that does not read holds.
    static let pageBytes = 64 * 1024

    /// Tells the streams of this process apart.
    let number: Int
    public let user: Identifier
    public let session: Identifier
    private let expiry: Instant
    private let database: any Database
    private let listener: LogListener
    private let clock: WallClock
    private let waiting: any Clock<Duration>
    private let onEnd: @Sendable () -> Void

    private struct State {
        var sequence: Int64 = 0
        var mustReset = false
        /// Whether the log may hold more: it was not read to its end.
        var mayHaveMore = true
        var end: StreamEnd?
    }

    private let state = Mutex(State())

    init(
        number: Int, user: Identifier, session: Identifier, expiry: Instant, database: any Database,
        listener: LogListener, clock: WallClock, waiting: any Clock<Duration>, onEnd: @escaping @Sendable () -> Void
    ) {
        self.number = number
        self.user = user
        self.session = session
        self.expiry = expiry
        self.database = database
        self.listener = listener
        self.clock = clock
        self.waiting = waiting
        self.onEnd = onEnd
    }

    deinit {
        end(.closed)
    }

    /// What comes next, waiting for it `limit` long at most. For one task at a time.
    public func next(within limit: Duration) async throws -> StreamStep {
        let deadline = clock.now().adding(milliseconds: limit.milliseconds)
        if takeReset() { return .reset }
        while true {
            if let end = state.withLock({ $0.end }) { return .ended(end) }
            let now = clock.now()
            guard now < expiry else {
                end(.expired)
                continue
            }
            if state.withLock({ $0.mayHaveMore }) {
                let page = try await page()
                if !page.isEmpty { return .events(page) }
            }
            // A wall clock that is set back must not make the wait longer.
            let left = min(min(deadline, expiry).milliseconds - now.milliseconds, limit.milliseconds)
            guard left > 0 else { return .quiet }
            switch await listener.next(within: .milliseconds(left), clock: waiting) {
            case .woken: state.withLock { $0.mayHaveMore = true }
            case .elapsed: if clock.now() < expiry { return .quiet }
            case .ended: if state.withLock({ $0.end }) == nil { return .ended(.closed) }
            }
        }
    }

    /// Closes the stream; calling it again does nothing.
    public func close() {
        end(.closed)
    }

    func end(_ reason: StreamEnd) {
        let isFirst = state.withLock { state in
            defer { state.end = state.end ?? reason }
            return state.end == nil
        }
        guard isFirst else { return }
        // First, so that whoever hears of the end finds the place free.
        onEnd()
        listener.end()
    }

    func begin(after start: StreamStart) async throws {
        let user = user
        let (sequence, isKnown) = try await database.read(.lookup) { connection in
            if case .after(let id) = start,
                let event = try EventLog.event(id, of: user, in: connection)
            {
                return (event.sequence, true)
            }
            return (try EventLog.lastSequence(of: user, in: connection), start == .now)
        }
        state.withLock { state in
            state.sequence = sequence
            state.mustReset = !isKnown
            state.mayHaveMore = start != .now
        }
    }

    private func takeReset() -> Bool {
        state.withLock { state in
            guard state.mustReset, state.end == nil else { return false }
            state.mustReset = false
            return true
        }
    }

    private func page() async throws -> [CloudEvent] {
        let (user, sequence) = (user, state.withLock { $0.sequence })
        let found = try await database.read(.lookup) {
            try EventLog.events(of: user, after: sequence, limit: Self.pageSize, in: $0)
        }
        var bytes = 0
        let page = found.prefix { event in
            defer { bytes += event.data.utf8.count }
            return bytes < Self.pageBytes
        }
        state.withLock { state in
            state.sequence = page.last?.sequence ?? sequence
            state.mayHaveMore = found.count == Self.pageSize || page.count < found.count
        }
        return Array(page)
    }
}

extension Duration {
    /// Whole milliseconds, cut.
    var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds &* 1000 &+ attoseconds / 1_000_000_000_000_000
    }
}
