import Synchronization

/// All metrics of a process, and their rendering in Prometheus' text format 0.0.4.
///
/// Handles are asked for once and kept; recording through one takes no lock of the registry.
public final class PrometheusRegistry: Sendable {
    /// The names and values that tell the series of one metric apart.
    public typealias Labels = [(String, String)]

    public static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    /// More series of one metric than this are a mistake (somebody's input in a label) and not shown.
    static let maximumSeries = 2000

    private let families = Mutex<[String: MetricFamily]>([:])

    public init() {}

    /// A number that only grows. By convention its name ends in `_total`.
    public func counter(_ name: String, help: String = "", labels: Labels = []) -> MetricCounter {
        series(name, kind: "counter", help: help, labels: labels) { MetricCounter() }
    }

    /// A number that is set.
    public func gauge(_ name: String, help: String = "", labels: Labels = []) -> MetricGauge {
        series(name, kind: "gauge", help: help, labels: labels) { MetricGauge() }
    }

    /// A distribution; durations are in seconds, and the name says so.
    public func histogram(
        _ name: String, help: String = "", labels: Labels = [], bounds: [Double] = MetricHistogram.durations
    ) -> MetricHistogram {
        series(name, kind: "histogram", help: help, labels: labels) { MetricHistogram(bounds: bounds) }
    }

    /// A number that is looked up when somebody asks; nil leaves it out.
    public func observe(
        _ name: String, help: String = "", labels: Labels = [], value: @escaping @Sendable () -> Double?
    ) {
        _ = series(name, kind: "gauge", help: help, labels: labels) { ObservedGauge(value) }
    }

    private func series<Series: MetricSeries>(
        _ name: String, kind: String, help: String, labels: Labels, make: () -> Series
    ) -> Series {
        let name = MetricText.name(name)
        let text = MetricText.labels(labels)
        return families.withLock { families in
            var family = families[name] ?? MetricFamily(kind: kind, help: help)
            if let known = family.series[text] as? Series { return known }
            let series = make()
            // One name cannot be of two kinds, and one metric has no end of series: such handles count for nobody.
            guard family.kind == kind, family.series.count < Self.maximumSeries else { return series }
            if family.help.isEmpty { family.help = help }
            family.series[text] = series
            families[name] = family
            return series
        }
    }

    /// Every metric, by name.
    public func render() -> [UInt8] {
        let families = families.withLock { $0 }
        var text = ""
        for (name, family) in families.sorted(by: { $0.key < $1.key }) {
            if !family.help.isEmpty { text += "# HELP \(name) \(MetricText.help(family.help))\n" }
            text += "# TYPE \(name) \(family.kind)\n"
            for (labels, series) in family.series.sorted(by: { $0.key < $1.key }) {
                series.render(name: name, labels: labels, to: &text)
            }
        }
        return Array(text.utf8)
    }

    func remove(_ handler: AnyObject) {
        families.withLock { families in
            for (name, family) in families {
                for (labels, series) in family.series where series === handler {
                    families[name]?.series[labels] = nil
                }
            }
        }
    }
}

/// The series of one name.
struct MetricFamily: Sendable {
    let kind: String
    var help: String
    var series: [String: any MetricSeries] = [:]
}

/// One line or, of a histogram, several.
protocol MetricSeries: AnyObject, Sendable {
    func render(name: String, labels: String, to text: inout String)
}
