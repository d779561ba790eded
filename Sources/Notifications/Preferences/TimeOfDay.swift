public import Time

/// A minute of the day, as a clock on the wall shows it.
public struct TimeOfDay: Hashable, Sendable, CustomStringConvertible {
    /// Minutes after midnight, 0…1439.
    public let minutes: Int

    /// Nil outside of 0…1439.
    public init?(minutes: Int) {
        guard (0..<1440).contains(minutes) else { return nil }
        self.minutes = minutes
    }

    /// Reads `HH:MM`; nil for anything else.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == UInt8(ascii: ":") else { return nil }
        let digits = [bytes[0], bytes[1], bytes[3], bytes[4]].map { Int($0) - 48 }
        guard digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
        let (hour, minute) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
        guard hour < 24, minute < 60 else { return nil }
        minutes = hour * 60 + minute
    }

    public var description: String {
        let digits = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        return "\(digits(minutes / 60)):\(digits(minutes % 60))"
    }

    /// The first instant after another at which the zone's clocks show this time. A time that daylight saving skips
    /// is shown when the gap is over.
    public func next(after instant: Instant, in zone: Zone) -> Instant {
        let midnight = CivilDateTime(midnightOf: zone.date(at: instant))
        for day in 0...2 {
            guard let time = midnight.adding(seconds: day * 86400 + minutes * 60) else { continue }
            let candidate = zone.instant(of: time)
            if candidate > instant { return candidate }
        }
        return instant.adding(seconds: 86400)
    }
}
