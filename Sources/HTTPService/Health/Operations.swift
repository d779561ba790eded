public import Hummingbird
public import JSON

/// What operators look at: measurements, and how the background work goes.
public struct Operations: Sendable {
    let metrics: PrometheusRegistry
    let refresh: @Sendable () async -> Void
    let workers: @Sendable (inout JSONWriter) -> Void

    /// - Parameters:
    ///   - refresh: sets the gauges that take a question to the database.
    ///   - workers: writes what each worker has come to.
    public init(
        metrics: PrometheusRegistry, refresh: @escaping @Sendable () async -> Void = {},
        workers: @escaping @Sendable (inout JSONWriter) -> Void
    ) {
        self.metrics = metrics
        self.refresh = refresh
        self.workers = workers
    }
}

extension RouterMethods {
    /// `/metrics`, in Prometheus' text format, and `/workers/status`.
    public func addOperations(_ operations: Operations) {
        get("/metrics") { _, _ in
            await operations.refresh()
            return Response(
                status: .ok, headers: [.contentType: PrometheusRegistry.mediaType],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: operations.metrics.render())))
        }
        get("/workers/status") { _, _ in
            var json = JSONWriter(capacity: 512)
            operations.workers(&json)
            return Response.json(json)
        }
    }
}
