public import Hummingbird
public import Logging
public import NIOCore

/// The listener for those who run the server (`ADMIN_PORT`): metrics and health, and nothing that people use.
public typealias AdminServer = HTTPServer<Edge<RouterResponder<ServiceContext>>>

extension HTTPServer where Responder == Edge<RouterResponder<ServiceContext>> {
    /// - Parameters:
    ///   - checks: of readiness, as the public listener has them.
    ///   - draining: begins when the stop does.
    ///   - addRoutes: what else there is to see, as the state of workers.
    ///   - onListening: hears the port.
    public static func admin(
        at address: Address, registry: PrometheusRegistry, checks: [Readiness], draining: Draining,
        group: any EventLoopGroup, logger: Logger, addRoutes: (Router<ServiceContext>) -> Void = { _ in },
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> AdminServer {
        let router = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
        router.addHealth(checks, draining: draining)
        router.addMetrics(registry)
        addRoutes(router)
        let edge = Edge(router.buildResponder(), routes: RouteTable(router), logger: logger)
        return AdminServer(
            edge, at: address, draining: draining, group: group, logger: logger, onListening: onListening)
    }
}
