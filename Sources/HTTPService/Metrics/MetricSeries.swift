import Synchronization

/// A number that only grows.
public final class MetricCounter: MetricSeries {
    private let count = Atomic<Int64>(0)

    public var value: Int64 { count.load(ordering: .relaxed) }

    public func increment() { add(1) }

    func add(_ amount: Int64) { count.wrappingAdd(amount, ordering: .relaxed) }

    func set(_ value: Int64) { count.store(value, ordering: .relaxed) }

    func render(name: String, labels: String, to text: inout String) {
        MetricText.line(name, labels, Double(value), to: &text)
    }
}

/// A number that is set.
public final class MetricGauge: MetricSeries {
    private let bits = Atomic<UInt64>(0)

    public var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }

    public func set(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }

    public func add(_ amount: Double) {
        var seen = bits.load(ordering: .relaxed)
        while true {
            let sum = (Double(bitPattern: seen) + amount).bitPattern
            let (exchanged, original) = bits.weakCompareExchange(expected: seen, desired: sum, ordering: .relaxed)
            if exchanged { return }
            seen = original
        }
    }

    func render(name: String, labels: String, to text: inout String) {
        MetricText.line(name, labels, value, to: &text)
    }
}

/// A number that is looked up when somebody asks.
final class ObservedGauge: MetricSeries {
    private let value: @Sendable () -> Double?

    init(_ value: @escaping @Sendable () -> Double?) { self.value = value }

    func render(name: String, labels: String, to text: inout String) {
        if let value = value() { MetricText.line(name, labels, value, to: &text) }
    }
}

/// A distribution.
public final class MetricHistogram: MetricSeries {
    /// Bounds for what a person waits for, in seconds.
    public static let durations = [
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]
    /// Bounds for numbers of things that are done at once.
    public static let sizes: [Double] = [1, 2, 4, 8, 16, 32, 64, 128, 256]

    private struct State {
        var counts: [UInt64]
        var sum = 0.0
    }

    private let bounds: [Double]
    private let state: Mutex<State>

    init(bounds: [Double]) {
        self.bounds = bounds
        state = Mutex(State(counts: Array(repeating: 0, count: bounds.count + 1)))
    }

    /// How many values were recorded.
    public var count: UInt64 { state.withLock { $0.counts.reduce(0, +) } }

    public func record(_ value: Double) {
        var index = 0
        while index < bounds.count, value > bounds[index] { index += 1 }
        state.withLock { state in
            state.counts[index] += 1
            state.sum += value
        }
    }

    func render(name: String, labels: String, to text: inout String) {
        let state = state.withLock { $0 }
        let prefix = labels.isEmpty ? "" : labels + ","
        var total: UInt64 = 0
        for (index, count) in state.counts.enumerated() {
            total += count
            let bound = index < bounds.count ? bounds[index] : .infinity
            MetricText.line("\(name)_bucket", "\(prefix)le=\"\(MetricText.number(bound))\"", Double(total), to: &text)
        }
        MetricText.line("\(name)_sum", labels, state.sum, to: &text)
        MetricText.line("\(name)_count", labels, Double(total), to: &text)
    }
}
