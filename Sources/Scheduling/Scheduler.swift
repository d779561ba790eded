public import Events
public import Logging
public import ServiceLifecycle
public import Storage
import Synchronization
public import Time

/// Does each duty when it falls due: sleeps until the next instant that matters, looks again when something was
/// committed, and catches up with what fell due while nobody was there.
public final class Scheduler: Service {
    /// Between two looks that commits ask for, so that many of them share one.
    static let pause = Duration.milliseconds(20)

    private let duties: [Duty]
    private let database: any Database
    private let bell: LogListener
    private let logger: Logger
    private let clock: WallClock
    private let waiting: any Clock<Duration>
    private let state: Mutex<[DutyStatus]>

    /// - Parameters:
    ///   - signal: wakes the scheduler when anything was committed that may have brought a new instant.
    ///   - clock: tells what is due.
    ///   - waiting: measures sleeps.
    public init(
        _ duties: [Duty], database: any Database, signal: LogSignal, logger: Logger, clock: WallClock = .system,
        waiting: any Clock<Duration> = ContinuousClock()
    ) {
        self.duties = duties
        self.database = database
        bell = signal.listenToAll()
        self.logger = logger
        self.clock = clock
        self.waiting = waiting
        state = Mutex(duties.map { DutyStatus(name: $0.name) })
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown { await self.work() }
    }

    public var status: [DutyStatus] { state.withLock { $0 } }

    /// Makes it look again: something has changed that no commit tells of.
    public func wake() {
        bell.wake()
    }

    /// Works until the task is cancelled, once.
    func work() async {
        defer { bell.end() }
        let steady = ContinuousClock.now
        func moment() -> Agenda.Moment {
            Agenda.Moment(wall: clock.now(), steady: ContinuousClock.now - steady)
        }
        var agenda = Agenda()
        var action = Agenda.Action.look
        while !Task.isCancelled {
            switch action {
            case .look:
                let instants = await look()
                action = agenda.handle(instants.map { .looked($0, at: moment()) } ?? .lookFailed)
            case .work(let duty):
                let count = await work(duty)
                action = agenda.handle(
                    count.map { .worked(duty: duty, count: $0, at: moment()) } ?? .workFailed(duty: duty, at: moment()))
            case .sleep(let duration):
                if await bell.next(within: duration, clock: waiting) == .woken {
                    try? await waiting.sleep(for: min(Self.pause, duration))
                }
                action = agenda.handle(.awake)
            }
        }
    }

    private func look() async -> [Instant?]? {
        do {
            let instants = try await database.read(.lookup) { [duties] connection in
                try duties.map { try $0.next(connection) }
            }
            state.withLock { state in
                for (duty, instant) in instants.enumerated() { state[duty].next = instant }
            }
            return instants
        } catch {
            logger.debug("the schedule cannot be read", metadata: ["error": "\(error)"])
            return nil
        }
    }

    private func work(_ index: Int) async -> Int? {
        let duty = duties[index]
        do {
            let count = try await duty.work(clock.now())
            let now = clock.now()
            let hasRecovered = state.withLock { state in
                defer { state[index].failure = nil }
                state[index].done += count
                if count > 0 { state[index].lastWorked = now }
                return state[index].failure != nil
            }
            if hasRecovered { logger.notice("work goes on", metadata: ["duty": "\(duty.name)"]) }
            return count
        } catch {
            let isFirst = state.withLock { state in
                defer { state[index].failure = "\(error)" }
                return state[index].failure == nil
            }
            if isFirst && !Task.isCancelled {
                logger.error(
                    "work that is due failed; it is tried again",
                    metadata: ["duty": "\(duty.name)", "error": "\(error)"])
            }
            return nil
        }
    }
}
