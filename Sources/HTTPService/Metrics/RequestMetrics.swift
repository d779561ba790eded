import HTTPTypes
import Synchronization

/// How many requests there are and how long they take, by the pattern of their route: paths would have no end.
public struct RequestMetrics: Sendable {
    private let active: MetricGauge
    private let known: [String: [HTTPRequest.Method: RouteMeasure]]
    private let unrouted: RouteMeasure

    /// The handles of all `routes`, made once.
    public init(_ registry: PrometheusRegistry, routes: RouteTable) {
        active = registry.gauge("http_server_active_requests", help: "Requests that are being answered.")
        var known: [String: [HTTPRequest.Method: RouteMeasure]] = [:]
        for (pattern, methods) in routes.patterns {
            for method in methods + (methods.contains(.get) ? [.head] : []) {
                known[pattern, default: [:]][method] = RouteMeasure(registry, method.rawValue, pattern)
            }
        }
        self.known = known
        unrouted = RouteMeasure(registry, "", "unrouted")
    }

    func began() { active.add(1) }

    func ended(_ method: HTTPRequest.Method, route: String?, status: Int, seconds: Double) {
        active.add(-1)
        let measure = route.flatMap { known[$0]?[method] } ?? unrouted
        measure.record(status: status, seconds: seconds)
    }
}

/// One route and method.
final class RouteMeasure: Sendable {
    private let registry: PrometheusRegistry
    private let labels: PrometheusRegistry.Labels
    private let duration: MetricHistogram
    /// Few statuses occur on a route, so that a list is searched faster than a table.
    private let statuses = Mutex<[(status: Int, counter: MetricCounter)]>([])

    init(_ registry: PrometheusRegistry, _ method: String, _ route: String) {
        self.registry = registry
        labels = [("method", method), ("route", route)]
        duration = registry.histogram(
            "http_server_request_duration_seconds", help: "From the head of a request to its answer.", labels: labels)
    }

    func record(status: Int, seconds: Double) {
        duration.record(seconds)
        let counter = statuses.withLock { statuses in
            if let known = statuses.first(where: { $0.status == status }) { return known.counter }
            let counter = registry.counter(
                "http_server_requests_total", help: "Requests answered.",
                labels: labels + [("status", String(status))])
            statuses.append((status, counter))
            return counter
        }
        counter.increment()
    }
}
