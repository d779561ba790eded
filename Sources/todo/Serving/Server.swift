import API
import Accounts
import Backend
import Egress
import Events
import Foundation
import HTTPService
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import Notifications
import ServiceLifecycle
import Storage
import StorageSQLite
import Tasks
import Time
import UnixSignals

/// All roles in one process, put together: who needs what, and in which order they start and stop.
struct Server {
    private let settings: Settings
    private let database: SQLiteDatabase
    private let output: LogOutput
    private let logger = Logger(label: "")
    private let clock = WallClock.system
    private let signal = LogSignal()
    private let log: EventLog
    private let streams: EventStreams
    private let draining = Draining()
    private let metrics = PrometheusRegistry()
    private let readiness: [Readiness]

    /// Requests that were taken may go on for so long after the stop; the rest of the 15 seconds is for the others.
    private static let grace = Duration.seconds(12)

    init(settings: Settings, database: SQLiteDatabase, output: LogOutput) {
        self.settings = settings
        self.database = database
        self.output = output
        log = EventLog(clock: clock, wake: signal.wake)
        streams = EventStreams(database: database, signal: signal, clock: clock)
        readiness = [
            Readiness("database", reason: DatabaseReadiness(database: database, logger: logger).reason),
            Readiness("schema") {
                // Another process may have brought the schema further than this program knows.
                let status = try? await database.migrationStatus()
                return status?.allSatisfy(\.isApplied) == true ? nil : "not this program's"
            },
        ]
    }

    /// Runs until the process is asked to stop.
    func run() async throws {
        let secret = try settings.jwtSecret ?? SecretFile(path: settings.database.keyPath).readOrMake()
        let box = SecretBox(secret: secret, previous: settings.jwtSecretPrevious)
        try await Resealing(database: database, box: box).run()
        let destinations = Destinations(database: database, log: log, egress: Egress(), box: box, clock: clock)
        let backend = Backend(
            database: database, todos: Todos(log: log, clock: clock), accounts: try await accounts(secret: secret),
            streams: streams, destinations: destinations, clock: clock, secret: secret)
        let gauges = DatabaseGauges(metrics, database: database, streams: streams, clock: clock)
        let router = backend.router(
            readiness: readiness, draining: draining, metrics: settings.adminPort == nil ? metrics : nil,
            refresh: gauges.refresh)

        // What comes later stops earlier: streams end, the server answers what it took, then the log's readers rest.
        var services: [any Service] = [
            Relay(database: database, publisher: LocalPublisher(consumers: []), signal: signal, logger: logger),
            CommitWatch(database: database, signal: signal, logger: logger) { [streams] in streams.counts.open > 0 },
            Pruning(database: database, logger: logger),
            Eraser(database: database, logger: logger),
            StreamRevocation(streams: streams, database: database),
        ]
        if let port = settings.adminPort {
            let adminRouter = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
            adminRouter.addMetrics(metrics, refresh: gauges.refresh)
            services.append(http(adminRouter, port: port, connections: nil) { _ in })
        }
        services += [
            http(router, port: settings.port, connections: ConnectionMetrics(metrics), onListening: announce), streams,
        ]
        try await run(services)
        logger.info("Stopped")
    }

    private func accounts(secret: [UInt8]) async throws -> AccountService {
        guard let secrets = AccountSecrets(current: secret, previous: settings.jwtSecretPrevious) else {
            throw Failure("JWT_SECRET is too short", .configuration)
        }
        return await AccountService(
            database: database, log: log, clock: clock, secrets: secrets, hasher: PasswordHasher(),
            limits: AccountLimits(isOn: settings.rateLimit == .on), registration: settings.registration,
            mailbox: .log(logger), publicURL: settings.publicURL ?? settings.localURL(port: settings.port))
    }

    private func http(
        _ router: Router<ServiceContext>, port: Int, connections: ConnectionMetrics?,
        onListening: @escaping @Sendable (Int) async -> Void
    ) -> some Service {
        let routes = RouteTable(router)
        let edge = Edge(
            router.buildResponder(), problems: Backend.problem(for:), routes: routes, proxies: settings.trustedProxies,
            crossOrigin: CrossOrigin(origins: Set(settings.corsOrigins)),
            metrics: RequestMetrics(metrics, routes: routes), accessLog: AccessLog(output: output), logger: logger)
        return HTTPServer(
            edge, at: .init(host: settings.host, port: port), grace: Self.grace, draining: draining,
            metrics: connections,
            group: MultiThreadedEventLoopGroup.singleton, logger: logger, onListening: onListening)
    }

    private func run(_ services: [any Service]) async throws {
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet)
        configuration.maximumGracefulShutdownDuration = .seconds(15)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch let error as IOError {
            throw cannotListen(String(cString: strerror(error.errnoCode)))
        } catch let error as SocketAddressError {
            throw cannotListen("\(error)")
        }
    }

    /// The group tells of each service that starts and stops.
    private var quiet: Logger {
        var logger = logger
        logger.logLevel = max(settings.logLevel, .warning)
        return logger
    }

    private func cannotListen(_ reason: String) -> Failure {
        Failure("cannot listen on \(HostName.inURL(settings.host)):\(settings.port): \(reason)", .unavailable)
    }

    @Sendable private func announce(port: Int) {
        let url = settings.localURL(port: port)
        let path = settings.database.absolutePath
        guard isatty(STDOUT_FILENO) == 1, case .text = settings.logFormat else {
            logger.info("Listening", metadata: ["address": "\(url)", "database": "\(path)"])
            return
        }
        let home = ProcessInfo.processInfo.environment["HOME"]
        print(StartBanner(url: url, databasePath: path, home: home).text)
    }
}
