import API
import Accounts
import Backend
import Egress
import Events
import Foundation
import HTTPService
import Hummingbird
import Logging
import Notifications
import ServiceLifecycle
import Storage
import StorageSQLite
import Tasks
import Time

/// All roles in one process, put together: who needs what, and in which order they start and stop.
struct Server {
    let runtime: Runtime

    /// Runs until the process is asked to stop.
    func run() async throws {
        let (settings, database) = (runtime.settings, runtime.database)
        let secret = try runtime.secret()
        let workers = try await Workers(runtime, secret: secret)
        let streams = EventStreams(database: database, signal: runtime.signal, clock: runtime.clock)
        let backend = Backend(
            database: database, todos: workers.todos, accounts: try await accounts(secret, workers), streams: streams,
            destinations: workers.destinations, clock: runtime.clock, secret: secret,
            unsubscribing: workers.unsubscribing)
        runtime.metrics.observe("todo_streams_open", help: "Live streams that are open.") {
            Double(streams.counts.open)
        }
        let gauges = DatabaseGauges(runtime.metrics, database: database, clock: runtime.clock)
        let operations = Operations(
            metrics: runtime.metrics, refresh: gauges.refresh, workers: { workers.writeStatus(to: &$0) })
        let router = backend.router(
            readiness: runtime.readiness, draining: runtime.draining,
            operations: settings.adminPort == nil ? operations : nil)

        // What comes later stops earlier: streams end, the server answers what it took, then the log's readers rest.
        var services = workers.services(isWaitedFor: { streams.counts.open > 0 })
        services += [
            Pruning(database: database, logger: runtime.logger),
            Eraser(database: database, logger: runtime.logger),
            StreamRevocation(streams: streams, database: database),
        ]
        if let port = settings.adminPort {
            let adminRouter = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
            adminRouter.addOperations(operations)
            services.append(runtime.http(adminRouter, port: port))
        }
        services.append(
            runtime.http(
                router, port: settings.port, connections: ConnectionMetrics(runtime.metrics), onListening: announce))
        services.append(streams)
        try await runtime.run(services)
    }

    private func accounts(_ secret: [UInt8], _ workers: Workers) async throws -> AccountService {
        let settings = runtime.settings
        guard let secrets = AccountSecrets(current: secret, previous: settings.jwtSecretPrevious) else {
            throw Failure("JWT_SECRET is too short", .configuration)
        }
        let mailbox: Mailbox =
            settings.mail == nil
            ? .log(runtime.logger)
            : .ledger(workers.destinations.deliveries, box: workers.destinations.box)
        return await AccountService(
            database: runtime.database, log: runtime.log, clock: runtime.clock, secrets: secrets,
            hasher: PasswordHasher(), limits: AccountLimits(isOn: settings.rateLimit == .on),
            registration: settings.registration, mailbox: mailbox, publicURL: settings.linkURL)
    }

    @Sendable private func announce(port: Int) {
        let settings = runtime.settings
        let url = settings.localURL(port: port)
        let path = settings.database.absolutePath
        guard isatty(STDOUT_FILENO) == 1, case .text = settings.logFormat else {
            runtime.logger.info("Listening", metadata: ["address": "\(url)", "database": "\(path)"])
            return
        }
        let home = ProcessInfo.processInfo.environment["HOME"]
        print(StartBanner(url: url, databasePath: path, home: home).text)
    }
}
