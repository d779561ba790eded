import Events
import HTTPService
import Storage
import Time

/// What `/metrics` tells of the database, the log and the streams.
struct DatabaseGauges: Sendable {
    private let database: any Database
    private let clock: WallClock
    private let waiting: MetricGauge
    private let parked: MetricGauge
    private let lag: MetricGauge

    init(_ registry: PrometheusRegistry, database: any Database, streams: EventStreams, clock: WallClock) {
        self.database = database
        self.clock = clock
        waiting = registry.gauge("todo_events_unpublished", help: "Events that wait to be published.")
        parked = registry.gauge("todo_events_parked", help: "Events that no bus will accept.")
        lag = registry.gauge("todo_event_lag_seconds", help: "Age of the oldest event that waits to be published.")
        registry.observe("todo_streams_open", help: "Live streams that are open.") { Double(streams.counts.open) }
        for gauge in database.gauges() {
            registry.observe(gauge.name) { [database] in database.gauges().first { $0.name == gauge.name }?.value }
        }
    }

    /// Asks the database; when it does not answer, the last numbers stay.
    func refresh() async {
        guard let backlog = try? await database.read({ try Backlog(in: $0) }) else { return }
        waiting.set(Double(backlog.waiting))
        parked.set(Double(backlog.parked))
        lag.set(backlog.oldest.map { max(0, Double(clock.now().milliseconds - $0.milliseconds) / 1000) } ?? 0)
    }
}
