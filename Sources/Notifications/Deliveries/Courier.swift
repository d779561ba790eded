public import Logging
import Scheduling
public import ServiceLifecycle
public import Events
public import Storage
import Synchronization
public import Time

/// Sends what the ledger holds when it is due, a bounded number of deliveries at once.
public final class Courier: Service {
    /// Attempts at once.
    static let capacity = 16
    /// Attempts at once to one receiver, so that a slow one leaves room for the others.
    static let share = 4

    private struct State {
        var running: [Deliveries.Receiver: Int] = [:]
        var count = 0

        var busy: Set<Deliveries.Receiver> { Set(running.filter { $0.value >= Courier.share }.keys) }
    }

    private let database: any Database
    private let deliveries: Deliveries
    private let send: @Sendable (Delivery) async -> Attempt
    private let signal: LogSignal
    private let logger: Logger
    private let clock: WallClock
    private let waiting: any Clock<Duration>
    private let state = Mutex(State())
    private let outcomes: @Sendable (Channel, Delivery.State) -> Void

    /// - Parameters:
    ///   - send: makes one attempt; answers within ``Deliveries/lease``.
    ///   - outcomes: counts what became of attempts, for metrics.
    public init(
        database: any Database, deliveries: Deliveries, send: @escaping @Sendable (Delivery) async -> Attempt,
        signal: LogSignal, logger: Logger, clock: WallClock = .system,
        waiting: any Clock<Duration> = ContinuousClock(),
        outcomes: @escaping @Sendable (Channel, Delivery.State) -> Void = { _, _ in }
    ) {
        self.database = database
        self.deliveries = deliveries
        self.send = send
        self.signal = signal
        self.logger = logger
        self.clock = clock
        self.waiting = waiting
        self.outcomes = outcomes
    }

    /// Attempts that run now.
    public var runningCount: Int { state.withLock { $0.count } }

    /// Works until it is asked to stop, and then lets what was begun end.
    public func run() async throws {
        let (claims, claimed) = AsyncStream.makeStream(of: Delivery.self)
        let scheduler = Scheduler(
            [duty(claimed)], database: database, signal: signal, logger: logger, clock: clock, waiting: waiting)
        await withDiscardingTaskGroup { group in
            group.addTask {
                try? await scheduler.run()
                claimed.finish()
            }
            for await delivery in claims {
                group.addTask {
                    await self.attempt(delivery)
                    scheduler.wake()
                }
            }
        }
    }

    private func duty(_ claimed: AsyncStream<Delivery>.Continuation) -> Duty {
        Duty(
            name: "deliveries",
            next: { [self] connection in
                let (count, busy) = state.withLock { ($0.count, $0.busy) }
                return count < Self.capacity ? try deliveries.nextAttempt(except: busy, in: connection) : nil
            },
            work: { [self] now in
                let (count, busy) = state.withLock { ($0.count, $0.busy) }
                let taken = try await database.write { [deliveries] connection in
                    // Few at a time: all of them may be to one receiver, and nobody has counted them yet.
                    try deliveries.claim(min(Self.share, Self.capacity - count), except: busy, at: now, in: connection)
                }
                state.withLock { state in
                    state.count += taken.claimed.count
                    for delivery in taken.claimed { state.running[Deliveries.Receiver(delivery), default: 0] += 1 }
                }
                for delivery in taken.claimed { claimed.yield(delivery) }
                return taken.claimed.count + taken.cancelled
            })
    }

    private func attempt(_ delivery: Delivery) async {
        let outcome = await send(delivery)
        do {
            let state = try await database.write { [deliveries] connection in
                try deliveries.record(outcome, of: delivery, in: connection)
            }
            if let state { outcomes(delivery.channel, state) }
        } catch {
            // It counts as lost when its lease ends, and is sent again under the same id.
            logger.error(
                "what came of a delivery cannot be recorded",
                metadata: ["delivery.id": "\(delivery.id)", "error": "\(error)"])
        }
        let receiver = Deliveries.Receiver(delivery)
        state.withLock { state in
            state.count -= 1
            let running = (state.running[receiver] ?? 1) - 1
            state.running[receiver] = running > 0 ? running : nil
        }
    }
}
