import API
import Backend
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

/// What every role of the server has: its settings, its database and log, and the way it listens and stops.
struct Runtime: Sendable {
    let settings: Settings
    let database: SQLiteDatabase
    let output: LogOutput
    let logger = Logger(label: "")
    let clock = WallClock.system
    let signal = LogSignal()
    let log: EventLog
    let draining = Draining()
    let metrics = PrometheusRegistry()
    let readiness: [Readiness]

    /// Requests that were taken may go on for so long after the stop; the rest of the 15 seconds is for the others.
    private static let grace = Duration.seconds(12)

    init(settings: Settings, database: SQLiteDatabase, output: LogOutput) {
        self.settings = settings
        self.database = database
        self.output = output
        log = EventLog(clock: clock, wake: signal.wake)
        readiness = [
            Readiness("database", reason: DatabaseReadiness(database: database, logger: logger).reason),
            Readiness("schema") {
                // Another process may have brought the schema further than this program knows.
                let status = try? await database.migrationStatus()
                return status?.allSatisfy(\.isApplied) == true ? nil : "not this program's"
            },
        ]
    }

    /// The secret that everything else is derived from; one of its own where none is given.
    func secret() throws -> [UInt8] {
        try settings.jwtSecret ?? SecretFile(path: settings.database.keyPath).readOrMake()
    }

    /// A server for one port.
    func http(
        _ router: Router<ServiceContext>, port: Int, connections: ConnectionMetrics? = nil,
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
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

    /// Runs until the process is asked to stop. What comes later in the list stops earlier.
    func run(_ services: [any Service]) async throws {
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
        logger.info("Stopped")
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
}
