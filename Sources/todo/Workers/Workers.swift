import Egress
import Events
import HTTPService
import Logging
import Notifications
import Scheduling
import ServiceLifecycle
import Storage
import StorageSQLite
import Tasks
import Time

/// All background work, which any number of processes may do beside each other: what falls due is announced, events
/// reach their consumers, and what people are told is sent.
struct Workers: Sendable {
    let todos: Todos
    let destinations: Destinations
    let unsubscribing: Unsubscribing
    private let runtime: Runtime
    let scheduler: Scheduler
    let relay: Relay
    let courier: Courier

    init(_ runtime: Runtime, secret: [UInt8]) async throws {
        self.runtime = runtime
        let (settings, database, clock) = (runtime.settings, runtime.database, runtime.clock)
        let box = SecretBox(secret: secret, previous: settings.jwtSecretPrevious)
        try await Resealing(database: database, box: box).run()
        let egress = Egress(allowance: settings.egressAllowance, certificates: settings.certificates)
        todos = Todos(log: runtime.log, clock: clock)
        destinations = Destinations(database: database, log: runtime.log, egress: egress, box: box, clock: clock)
        unsubscribing = Unsubscribing(
            publicURL: settings.linkURL, secret: secret, previous: settings.jwtSecretPrevious)
        let metrics = WorkerMetrics(runtime.metrics)
        scheduler = Scheduler(
            [
                .announcing(todos, database: database, metrics: metrics, logger: runtime.logger),
                .making(RecurringTasks(todos: todos), database: database, logger: runtime.logger),
                .writingDigests(
                    Digests(deliveries: destinations.deliveries, sendsMail: settings.mail != nil), database: database),
            ], database: database, signal: runtime.signal, logger: runtime.logger)
        let notifier = Notifier(
            database: database, deliveries: destinations.deliveries, notices: destinations.notices,
            targets: Notifier.Targets(
                webhooks: { [webhooks = destinations.webhooks] in try webhooks.targets(of: $0, in: $1) },
                browsers: { [browsers = destinations.subscriptions] in try browsers.targets(of: $0, in: $1) }),
            sendsMail: settings.mail != nil, clock: clock)
        relay = Relay(
            database: database, publisher: LocalPublisher(consumers: [notifier.consumer]), signal: runtime.signal,
            logger: runtime.logger)
        let channels = try Channels(runtime, destinations, egress: egress, unsubscribing: unsubscribing)
        courier = Courier(
            database: database, deliveries: destinations.deliveries, send: channels.send, signal: runtime.signal,
            logger: runtime.logger, outcomes: metrics.count)
    }

    /// - Parameter isWaitedFor: whether anybody else waits for the commits of other processes.
    func services(isWaitedFor: @escaping @Sendable () -> Bool) -> [any Service] {
        [
            courier, relay, scheduler,
            CommitWatch(database: runtime.database, signal: runtime.signal, logger: runtime.logger) { [relay] in
                isWaitedFor() || relay.isBusy
            },
        ]
    }
}

extension Duty {
    /// Due dates and reminders.
    fileprivate static func announcing(
        _ todos: Todos, database: any Database, metrics: WorkerMetrics, logger: Logger
    ) -> Duty {
        Duty(
            name: "deadlines", next: Todos.nextAlarm,
            work: { now in
                let announced = try await database.write { try todos.announceDue(at: now, in: $0) }
                for task in announced.unreadable {
                    logger.error("a task cannot be read and has no reminders", metadata: ["task.id": "\(task)"])
                }
                for lateness in announced.lateness { metrics.lateness.record(Double(lateness) / 1000) }
                return announced.count
            })
    }

    /// The tasks of recurring tasks.
    fileprivate static func making(_ series: RecurringTasks, database: any Database, logger: Logger) -> Duty {
        Duty(
            name: "occurrences", next: RecurringTasks.nextMaking,
            work: { now in
                let made = try await database.write { try series.makeDue(at: now, in: $0) }
                for id in made.unreadable {
                    logger.error("a recurring task cannot be read and goes on no more", metadata: ["id": "\(id)"])
                }
                return made.count
            })
    }

    fileprivate static func writingDigests(_ digests: Digests, database: any Database) -> Duty {
        Duty(
            name: "digests", next: Digests.next,
            work: { now in try await database.write { try digests.writeDue(at: now, in: $0) } })
    }
}
