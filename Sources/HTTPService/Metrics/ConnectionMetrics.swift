/// How many connections there are, and what is refused on them before it becomes a request of any route.
public struct ConnectionMetrics: Sendable {
    let open: MetricGauge
    private let registry: PrometheusRegistry

    public init(_ registry: PrometheusRegistry) {
        self.registry = registry
        open = registry.gauge("http_server_open_connections", help: "Connections that are open.")
    }

    func refused(_ status: Int) {
        registry.counter(
            "http_server_refused_total", help: "Requests that were refused before any route was asked.",
            labels: [("status", String(status))]
        ).increment()
    }
}
