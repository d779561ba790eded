import HTTPService
import Notifications

/// What `/metrics` tells of the background work.
struct WorkerMetrics: Sendable {
    /// Seconds from the instant at which something should have been said to the one at which it was.
    let lateness: MetricHistogram
    private let outcomes: [Channel: [Delivery.State: MetricCounter]]

    init(_ registry: PrometheusRegistry) {
        lateness = registry.histogram(
            "todo_due_lateness_seconds", help: "From a due instant to its event.",
            bounds: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600, 3600, 86400])
        var outcomes: [Channel: [Delivery.State: MetricCounter]] = [:]
        for channel in [Channel.email, .push, .webhook] {
            for state in [Delivery.State.sent, .failed, .dead] {
                outcomes[channel, default: [:]][state] = registry.counter(
                    "todo_deliveries_total", help: "Attempts at deliveries by what came of them.",
                    labels: [("channel", channel.rawValue), ("outcome", state.rawValue)])
            }
        }
        self.outcomes = outcomes
    }

    @Sendable func count(_ channel: Channel, _ state: Delivery.State) {
        outcomes[channel]?[state]?.increment()
    }
}
