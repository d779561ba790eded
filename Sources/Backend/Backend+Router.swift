public import HTTPService
public import Hummingbird

extension Backend {
    /// Everything that the server's port answers to: the API, its document, health, and metrics where they have no
    /// port of their own.
    ///
    /// - Parameters:
    ///   - readiness: what `/readyz` looks at.
    ///   - draining: readiness is red once it has begun.
    ///   - operations: what operators look at; nil leaves their routes out.
    public func router(
        readiness: [Readiness], draining: Draining, operations: Operations?
    ) -> Router<ServiceContext> {
        let router = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
        add(to: router)
        router.addHealth(readiness, draining: draining)
        if let operations { router.addOperations(operations) }
        return router
    }
}
