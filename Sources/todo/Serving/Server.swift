import API
import Accounts
import Backend
import Events
import Foundation
import HTTPService
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Storage
import StorageSQLite
import Tasks
import Time
import UnixSignals

/// All roles in one process, put together: who needs what, and in which order they start and stop.
struct Server {
    let settings: Settings
    let database: SQLiteDatabase

    /// Requests that were taken may go on for so long after the stop; the rest of the 15 seconds is for the others.
    private static let grace = Duration.seconds(12)

    func run() async throws {
        let logger = Logger(label: "todo")
        let clock = WallClock.system
        let signal = LogSignal()
        let log = EventLog(clock: clock, wake: signal.wake)
        let streams = EventStreams(database: database, signal: signal, clock: clock)
        let secret = try settings.jwtSecret ?? SecretFile(path: settings.database.keyPath).readOrMake()
        guard let secrets = AccountSecrets(current: secret, previous: settings.jwtSecretPrevious) else {
            throw Failure("a secret is too short", .configuration)
        }
        let accounts = await AccountService(
            database: database, log: log, clock: clock, secrets: secrets, hasher: PasswordHasher(),
            limits: AccountLimits(isOn: settings.rateLimit == .on), registration: settings.registration,
            mailbox: .log(logger), publicURL: settings.publicURL ?? settings.localURL(port: settings.port))

        let router = Router(context: ServiceContext.self)
        Backend(
            database: database, todos: Todos(log: log, clock: clock), accounts: accounts, streams: streams,
            clock: clock, secret: secret
        ).add(to: router)
        let edge = Edge(
            router.buildResponder(), routes: RouteTable(router), proxies: settings.trustedProxies,
            crossOrigin: CrossOrigin(origins: Set(settings.corsOrigins)), logger: logger)
        let http = HTTPServer(
            edge, at: .init(host: settings.host, port: settings.port), grace: Self.grace,
            group: MultiThreadedEventLoopGroup.singleton, logger: logger, onListening: announce(logger))

        // What comes later stops earlier: streams end, the server answers what it took, then the log's readers rest.
        var group = ServiceGroupConfiguration(
            services: [
                .init(
                    service: Relay(
                        database: database, publisher: LocalPublisher(consumers: []), signal: signal, logger: logger)),
                .init(
                    service: CommitWatch(database: database, signal: signal, logger: logger) {
                        streams.counts.open > 0
                    }),
                .init(service: Pruning(database: database, logger: logger)),
                .init(service: Eraser(database: database, clock: clock, logger: logger)),
                .init(service: StreamRevocation(streams: streams, database: database)),
                .init(service: http),
                .init(service: streams),
            ],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger)
        group.maximumGracefulShutdownDuration = .seconds(15)
        do {
            try await ServiceGroup(configuration: group).run()
        } catch let error as IOError {
            throw cannotListen(String(cString: strerror(error.errnoCode)))
        } catch let error as SocketAddressError {
            throw cannotListen("\(error)")
        }
        logger.info("Stopped")
    }

    private func cannotListen(_ reason: String) -> Failure {
        Failure("cannot listen on \(HostName.inURL(settings.host)):\(settings.port): \(reason)", .unavailable)
    }

    private func announce(_ logger: Logger) -> @Sendable (Int) async -> Void {
        let isTerminal = isatty(STDOUT_FILENO) == 1 && settings.logFormat == .text
        let path = settings.database.absolutePath
        return { port in
            let url = settings.localURL(port: port)
            if isTerminal {
                let home = ProcessInfo.processInfo.environment["HOME"]
                print(StartBanner(url: url, databasePath: path, home: home).text)
            } else {
                logger.info("Listening", metadata: ["address": "\(url)", "database": "\(path)"])
            }
        }
    }
}
