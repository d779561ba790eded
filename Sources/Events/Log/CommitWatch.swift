public import Logging
public import ServiceLifecycle
public import Storage

/// Wakes the log's readers when another process has committed to the same database.
///
/// Nobody knows whose log has grown, so everybody is woken; a reader with nothing new pays one look into the
/// index of the log. Commits of this process wake their own readers, and nobody through here.
public struct CommitWatch: Service {
    private let database: any Database
    private let signal: LogSignal
    private let logger: Logger
    private let clock: any Clock<Duration>
    private let isWaitedFor: @Sendable () -> Bool

    /// - Parameter isWaitedFor: whether anybody would notice: open streams or a backlog. It sets the pace,
    ///   200 ms or a second.
    public init(
        database: any Database, signal: LogSignal, logger: Logger, clock: any Clock<Duration> = ContinuousClock(),
        isWaitedFor: @escaping @Sendable () -> Bool
    ) {
        self.database = database
        self.signal = signal
        self.logger = logger
        self.clock = clock
        self.isWaitedFor = isWaitedFor
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            await watch()
        }
    }

    /// Looks until the task is cancelled, or the database turns out to have no counter.
    func watch() async {
        var last: Int64?
        var isFailing = false
        while !Task.isCancelled {
            do {
                guard let changes = try await database.externalChanges() else {
                    try? await gracefulShutdown()
                    return
                }
                // Whoever was here before the first look has read the log after it was changed.
                if let last, last != changes { signal.wakeAll() }
                last = changes
                isFailing = false
            } catch {
                // Said once, not five times a second.
                if !isFailing { logger.error("cannot watch the database for commits", metadata: ["error": "\(error)"]) }
                isFailing = true
            }
            do {
                try await clock.sleep(for: isWaitedFor() ? .milliseconds(200) : .seconds(1))
            } catch {
                return
            }
        }
    }
}
