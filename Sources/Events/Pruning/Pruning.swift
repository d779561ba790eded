public import Logging
public import ServiceLifecycle
public import Storage
public import Time

/// Deletes once an hour what has expired, in chunks that hold up nobody's writes.
public struct Pruning: Service {
    private let database: any Database
    private let rules: [PruningRule]
    private let logger: Logger
    private let clock: WallClock
    private let waiting: any Clock<Duration>

    public init(
        database: any Database, logger: Logger, rules: [PruningRule] = PruningRule.all, clock: WallClock = .system,
        waiting: any Clock<Duration> = ContinuousClock()
    ) {
        self.database = database
        self.rules = rules
        self.logger = logger
        self.clock = clock
        self.waiting = waiting
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown { await work() }
    }

    /// Prunes every hour until the task is cancelled, the first time soon after the start.
    func work() async {
        var pause = Duration.seconds(60)
        while (try? await waiting.sleep(for: pause)) != nil {
            for rule in rules { await prune(rule) }
            pause = .seconds(3600)
        }
    }

    /// Deletes what the rule says. A failure is logged; the next hour tries again.
    func prune(_ rule: PruningRule) async {
        let limit = clock.now().adding(seconds: -rule.retention)
        var deleted = 0
        do {
            while !Task.isCancelled {
                let count = try await database.write { try Self.chunk(of: rule, before: limit, in: $0) }
                deleted += count
                guard count >= rule.chunk else { break }
            }
        } catch {
            logger.error("cannot delete expired rows", metadata: ["table": "\(rule.table)", "error": "\(error)"])
        }
        if deleted > 0 {
            logger.debug("deleted expired rows", metadata: ["table": "\(rule.table)", "count": "\(deleted)"])
        }
    }

    /// Deletes the oldest rows up to the age that the chunk's last one has, and so a few more where ages are equal.
    private static func chunk(
        of rule: PruningRule, before limit: Instant, in connection: any Connection
    ) throws -> Int {
        let (table, column): (SQL, SQL) = ("\(unsafeSQL: rule.table)", "\(unsafeSQL: rule.column)")
        let limit: SQLValue =
            switch rule.age {
            case .instant: limit.sqlValue
            case .identifier: Identifier.earliest(at: limit).sqlValue
            }
        let last = try connection.first(
            """
            SELECT \(column) FROM \(table) WHERE \(column) < \(limit) ORDER BY \(column)
            LIMIT 1 OFFSET \(rule.chunk - 1)
            """
        ) { row -> SQLValue in
            switch rule.age {
            case .instant: .integer(try row.integer(0))
            case .identifier: .identifier(try row.identifier(0))
            }
        }
        let expired: SQL = if let last { "\(column) <= \(last)" } else { "\(column) < \(limit)" }
        return try connection.count("DELETE FROM \(table) WHERE \(expired) RETURNING \(column)")
    }
}
