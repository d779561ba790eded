public import HTTPService
public import Hummingbird

extension Backend {
    /// Everything that the server's port answers to: the API, its document, health, and metrics where they have no
    /// port of their own.
    ///
    /// - Parameters:
    ///   - readiness: what `/readyz` looks at.
    ///   - draining: readiness is red once it has begun.
    ///   - metrics: what `/metrics` shows; nil leaves the route out.
    ///   - refresh: sets the gauges that take a question to the database.
    public func router(
        readiness: [Readiness], draining: Draining, metrics: PrometheusRegistry?,
        refresh: @escaping @Sendable () async -> Void = {}
    ) -> Router<ServiceContext> {
        let router = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
        add(to: router)
        router.addHealth(readiness, draining: draining)
        if let metrics { router.addMetrics(metrics, refresh: refresh) }
        return router
    }
}
