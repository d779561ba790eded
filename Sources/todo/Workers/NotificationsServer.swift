import Events
import HTTPService
import Hummingbird
import Logging
import ServiceLifecycle
import Storage
import StorageSQLite

/// The role `notifications`: all background work, and a port that tells how it goes.
struct NotificationsServer {
    let runtime: Runtime

    /// Runs until the process is asked to stop.
    func run() async throws {
        let settings = runtime.settings
        let workers = try await Workers(runtime, secret: try runtime.secret())
        let gauges = DatabaseGauges(runtime.metrics, database: runtime.database, clock: runtime.clock)
        let operations = Operations(
            metrics: runtime.metrics, refresh: gauges.refresh, workers: { workers.writeStatus(to: &$0) })
        let router = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
        router.addHealth(runtime.readiness, draining: runtime.draining)
        var services = workers.services(isWaitedFor: { false })
        if let port = settings.adminPort {
            let adminRouter = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
            adminRouter.addOperations(operations)
            services.append(runtime.http(adminRouter, port: port))
        } else {
            router.addOperations(operations)
        }
        services.append(
            runtime.http(
                router, port: settings.port, connections: ConnectionMetrics(runtime.metrics), onListening: announce))
        try await runtime.run(services)
    }

    @Sendable private func announce(port: Int) {
        let settings = runtime.settings
        runtime.logger.info(
            "Working",
            metadata: [
                "address": "\(settings.localURL(port: port))", "database": "\(settings.database.absolutePath)",
            ])
    }
}
