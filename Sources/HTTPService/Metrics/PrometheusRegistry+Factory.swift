public import CoreMetrics

/// Libraries that speak swift-metrics record here too.
extension PrometheusRegistry: MetricsFactory {
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        counter(label.hasSuffix("_total") ? label : label + "_total", labels: dimensions)
    }

    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        gauge(label, labels: dimensions)
    }

    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        aggregate
            ? histogram(label, labels: dimensions, bounds: MetricHistogram.sizes) : gauge(label, labels: dimensions)
    }

    /// Durations are shown in seconds.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        histogram(label.hasSuffix("_seconds") ? label : label + "_seconds", labels: dimensions)
    }

    public func destroyCounter(_ handler: any CounterHandler) { remove(handler) }
    public func destroyMeter(_ handler: any MeterHandler) { remove(handler) }
    public func destroyRecorder(_ handler: any RecorderHandler) { remove(handler) }
    public func destroyTimer(_ handler: any TimerHandler) { remove(handler) }
}

extension MetricCounter: CounterHandler {
    public func increment(by amount: Int64) { add(amount) }
    public func reset() { set(0) }
}

extension MetricGauge: MeterHandler, RecorderHandler {
    public func set(_ value: Int64) { set(Double(value)) }
    public func increment(by amount: Double) { add(amount) }
    public func decrement(by amount: Double) { add(-amount) }
    public func record(_ value: Int64) { set(Double(value)) }
    public func record(_ value: Double) { set(value) }
}

extension MetricHistogram: RecorderHandler, TimerHandler {
    public func record(_ value: Int64) { record(Double(value)) }
    public func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1_000_000_000) }
    /// The unit is always the second, as Prometheus has it.
    public func preferDisplayUnit(_ unit: TimeUnit) {}
}
