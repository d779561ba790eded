public import Logging
public import ServiceLifecycle
public import Storage
import Synchronization
public import Time

/// Takes committed events to the publisher: each at least once, in order for each person.
///
/// Of several processes one holds the lease and works. An event is published first and struck off after, and a
/// crash in between publishes it again. Run it where the publisher's takers are.
public final class Relay: Service {
    /// Between two passes at least: wake-ups in this time share one look and one write.
    static let pause = Duration.milliseconds(50)
    /// The same when a look has left something for the next one.
    static let busyPause = Duration.milliseconds(5)
    /// How often an idle relay looks without being woken.
    static let idlePause = Duration.seconds(5)
    /// How often a relay without the lease asks for it, and one that cannot reach the log tries again.
    static let standbyPause = Duration.seconds(1)
    /// Rows struck off in one write when nobody takes events.
    static let largestStrike = 1024

    private let database: any Database
    private let publisher: any Publisher
    private let signal: LogSignal
    private let clock: WallClock
    private let waiting: any Clock<Duration>
    private let logger: Logger
    private let lease: Lease
    private let state = Mutex(State())

    /// What follows a pass.
    private enum Rest {
        case busy(Duration)
        /// As many people are in flight as may be.
        case full
        case idle(Duration)
        case standby
    }

    private struct State {
        var plan = RelayPlan()
        var position: Identifier?
        var leaseEnd: Instant?
        var published = 0
        var parked = 0
        var settled = 0
        var isFailing = false
    }

    /// - Parameters:
    ///   - waiting: measures pauses.
    ///   - leaseDuration: how long a relay that died keeps the others from its work.
    public init(
        database: any Database, publisher: any Publisher, signal: LogSignal, logger: Logger,
        clock: WallClock = .system, waiting: any Clock<Duration> = ContinuousClock(),
        leaseDuration: Duration = .seconds(10)
    ) {
        self.database = database
        self.publisher = publisher
        self.signal = signal
        self.clock = clock
        self.waiting = waiting
        self.logger = logger
        lease = Lease(name: "relay", holder: Identifier(at: clock.now()).description, duration: leaseDuration)
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown { await self.work() }
    }

    /// Published and parked since the start, and people whose events wait after a failure, for metrics.
    public var counts: (published: Int, parked: Int, delayed: Int) {
        state.withLock { ($0.published, $0.parked, $0.plan.delayedCount) }
    }

    /// Whether there is something that it works on, or that waits after a failure.
    public var isBusy: Bool { state.withLock { !$0.plan.isIdle || $0.plan.delayedCount > 0 } }

    /// Reports that were recorded, or found void because the lease was lost.
    var settled: Int { state.withLock { $0.settled } }

    /// Works until the task is cancelled, then records what was published and gives the lease back.
    func work() async {
        let listener = signal.listenToAll()
        defer { listener.end() }
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                var rest = Rest.standby
                do {
                    rest = try await pass(in: &group, listener)
                    note(nil)
                } catch {
                    note(error)
                }
                switch rest {
                case .busy(let pause): try? await waiting.sleep(for: pause)
                case .full:
                    _ = await listener.next(within: Self.standbyPause, clock: waiting)
                    try? await waiting.sleep(for: Self.busyPause)
                case .standby: try? await waiting.sleep(for: Self.standbyPause)
                case .idle(let duration):
                    try? await waiting.sleep(for: Self.pause)
                    _ = await listener.next(within: duration, clock: waiting)
                }
            }
        }
        try? await settle()
        try? await database.write { [lease] in try lease.release(in: $0) }
    }

    /// Records, looks, and sets off what it finds.
    private func pass(in group: inout DiscardingTaskGroup, _ listener: LogListener) async throws -> Rest {
        guard publisher.hasTakers else { return try await strike() }
        try await settle()
        let now = clock.now()
        let (selection, position) = state.withLock { ($0.plan.selection(at: now), $0.position) }
        if case .nobody = selection { return .full }
        let (finding, isStandby) = try await database.read(.scan) { [lease] connection in
            let finding =
                switch selection {
                case .nobody: Unpublished.Finding()
                case .only(let users): try Unpublished.find(only: users, in: connection)
                case .everybody(let excluded, let people):
                    try Unpublished.find(after: position, except: excluded, people: people, in: connection)
                }
            return (finding, try lease.isHeldByAnother(in: connection))
        }
        if isStandby { return .standby }
        if case .everybody = selection { state.withLock { $0.position = finding.position } }
        if finding.queues.isEmpty && finding.unreadable.isEmpty {
            return finding.isPartial ? .busy(Self.pause) : .idle(idleTime(at: now))
        }
        guard try await holdLease() else { return .standby }

        state.withLock { state in
            for queue in finding.queues { state.plan.start(queue.user) }
        }
        for user in finding.unreadable {
            finish(PublishReport(user: user, failure: "an event in the log is unreadable"))
        }
        for queue in finding.queues {
            group.addTask {
                let report = await self.publish(queue)
                self.finish(report)
                listener.wake()
            }
        }
        return .busy(finding.isPartial ? Self.busyPause : Self.pause)
    }

    /// Until somebody's delay is over. Who is due and was not found has nothing left: no reason to hurry.
    private func idleTime(at now: Instant) -> Duration {
        let next = state.withLock { $0.plan.millisecondsToNextAttempt(at: now) }
        guard let next else { return Self.idlePause }
        return min(next == 0 ? Self.standbyPause : .milliseconds(next), Self.idlePause)
    }

    private func publish(_ queue: Unpublished.Queue) async -> PublishReport {
        var report = PublishReport(user: queue.user)
        for (event, outcome) in zip(queue.events, await publisher.publish(queue.events)) {
            if case .neverAcceptable(let reason) = outcome {
                logger.error(
                    "an event can never be published and is set aside",
                    metadata: [
                        "event.id": "\(event.id)", "event.type": "\(event.kind.rawValue)", "reason": "\(reason)",
                    ])
            }
            guard report.add(outcome, of: event) else { break }
        }
        return report
    }

    private func finish(_ report: PublishReport) {
        let change = state.withLock { state in
            state.plan.finish(report, at: clock.now(), jitter: .random(in: 0...1))
        }
        switch change {
        case .none: break
        case .beganFailing:
            logger.warning(
                "events cannot be published and wait",
                metadata: ["user.id": "\(report.user)", "reason": "\(report.failure ?? "")"])
        case .recovered: logger.notice("events are published again")
        }
    }

    /// Strikes off what was published, all in one write. It fails as a whole, and is tried again before anything
    /// else is published.
    private func settle() async throws {
        let reports = state.withLock { $0.plan.reports }
        guard !reports.isEmpty else { return }
        let now = clock.now()
        let isMine = try await database.write { [lease] connection in
            guard try lease.take(in: connection) else { return false }
            for report in reports { try Unpublished.settle(report, in: connection) }
            return true
        }
        state.withLock { state in
            state.plan.settle(reports.count)
            state.settled += reports.count
            state.leaseEnd = isMine ? leaseEnd(from: now) : nil
            guard isMine else { return }
            for report in reports {
                state.parked += report.parked.count
                state.published += report.publishedCount
            }
        }
    }

    /// Nobody takes events: strikes them off unread.
    private func strike() async throws -> Rest {
        let (isEmpty, isStandby) = try await database.read(.lookup) { [lease] connection in
            (try Unpublished.isEmpty(in: connection), try lease.isHeldByAnother(in: connection))
        }
        if isEmpty { return .idle(Self.idlePause) }
        if isStandby { return .standby }
        let struck = try await database.write { [lease] connection -> Int? in
            guard try lease.take(in: connection) else { return nil }
            return try Unpublished.strike(Self.largestStrike, in: connection)
        }
        guard let struck else { return .standby }
        state.withLock { $0.published += struck }
        return .busy(Self.pause)
    }

    /// Takes or extends the lease when less than half of it is left.
    private func holdLease() async throws -> Bool {
        let now = clock.now()
        if let end = state.withLock({ $0.leaseEnd }), now < end { return true }
        let isMine = try await database.write { [lease] in try lease.take(in: $0) }
        state.withLock { $0.leaseEnd = isMine ? leaseEnd(from: now) : nil }
        return isMine
    }

    /// Until when the lease counts as held: half its time, so that what was begun under it ends under it.
    private func leaseEnd(from now: Instant) -> Instant {
        now.adding(milliseconds: lease.duration.milliseconds / 2)
    }

    /// Says once that the relay cannot work, and once that it can.
    private func note(_ failure: (any Error)?) {
        let hasChanged = state.withLock { state in
            defer { state.isFailing = failure != nil }
            return state.isFailing != (failure != nil)
        }
        guard hasChanged else { return }
        if let failure {
            logger.error("the relay cannot reach the log", metadata: ["error": "\(failure)"])
        } else {
            logger.notice("the relay reaches the log again")
        }
    }
}
