import Events
import HTTPService
import Notifications
import Storage
import Time

/// What `/metrics` tells of the database, the log and the ledger.
struct DatabaseGauges: Sendable {
    private let database: any Database
    private let clock: WallClock
    private let waiting: MetricGauge
    private let parked: MetricGauge
    private let lag: MetricGauge
    private let undelivered: MetricGauge
    private let dead: MetricGauge

    init(_ registry: PrometheusRegistry, database: any Database, clock: WallClock) {
        self.database = database
        self.clock = clock
        waiting = registry.gauge("todo_events_unpublished", help: "Events that wait to be published.")
        parked = registry.gauge("todo_events_parked", help: "Events that no bus will accept.")
        lag = registry.gauge("todo_event_lag_seconds", help: "Age of the oldest event that waits to be published.")
        undelivered = registry.gauge("todo_deliveries_waiting", help: "Deliveries that are to be tried.")
        dead = registry.gauge("todo_deliveries_dead", help: "Deliveries that were given up.")
        for gauge in database.gauges() {
            registry.observe(gauge.name) { [database] in database.gauges().first { $0.name == gauge.name }?.value }
        }
    }

    /// Asks the database; when it does not answer, the last numbers stay.
    func refresh() async {
        let found = try? await database.read { (try Backlog(in: $0), try Deliveries.backlog(in: $0)) }
        guard let (backlog, deliveries) = found else { return }
        undelivered.set(Double(deliveries.waiting))
        dead.set(Double(deliveries.dead))
        waiting.set(Double(backlog.waiting))
        parked.set(Double(backlog.parked))
        lag.set(backlog.oldest.map { max(0, Double(clock.now().milliseconds - $0.milliseconds) / 1000) } ?? 0)
    }
}
