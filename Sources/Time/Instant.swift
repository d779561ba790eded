/// A point in time: whole milliseconds since 1970-01-01T00:00:00Z.
///
/// The database stores exactly this number; the wire shows it as RFC 3339.
public struct Instant: Hashable, Comparable, Sendable {
    public let milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    public static func < (left: Instant, right: Instant) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The instant `milliseconds` later (earlier when negative), stopping at the ends of the range.
    public func adding(milliseconds other: Int64) -> Instant {
        let (sum, overflow) = milliseconds.addingReportingOverflow(other)
        return Instant(milliseconds: overflow ? (other > 0 ? .max : .min) : sum)
    }

    public func adding(seconds: Int64) -> Instant {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        return adding(milliseconds: overflow ? (seconds > 0 ? .max : .min) : product)
    }

    /// 1970-01-01T00:00:00Z: the earliest instant that the contract accepts.
    public static let earliest = Instant(milliseconds: 0)
    /// 9999-12-31T23:59:59.999Z: the latest instant that the contract accepts.
    public static let latest = Instant(milliseconds: 253_402_300_799_999)
}
