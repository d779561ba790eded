/// A span of time as ISO 8601 writes it: `P1D`, `PT90M`, `P1W`, `P1DT12H`.
///
/// A week is seven days, a day 24 hours. Years and months, which have no fixed length, and fractions are not taken.
public struct ISODuration: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Never negative.
    public let seconds: Int64

    public init(seconds: Int64) {
        self.seconds = max(seconds, 0)
    }

    public init(days: Int64) {
        self.init(seconds: days.multipliedReportingOverflow(by: 86400).overflow ? .max : days * 86400)
    }

    /// Reads `P[n]W`, or `P[n]DT[n]H[n]M[n]S` with at least one part, each at most once and in this order.
    /// Nil when the text is not one, or its length does not fit 64 bits.
    public init?(_ text: some StringProtocol) {
        var bytes = Array(text.utf8.prefix(65))[...]
        guard bytes.count <= 64, bytes.popFirst() == UInt8(ascii: "P") else { return nil }
        var seconds: Int64 = 0
        var units: [(designator: Unicode.Scalar, seconds: Int64)] = [("W", 604_800), ("D", 86400)]
        var isTime = false
        var parts = 0
        while !bytes.isEmpty {
            if !isTime, bytes.first == UInt8(ascii: "T") {
                bytes.removeFirst()
                isTime = true
                units = [("H", 3600), ("M", 60), ("S", 1)]
                guard !bytes.isEmpty else { return nil }
            }
            guard let number = Self.number(&bytes), let designator = bytes.popFirst(),
                let index = units.firstIndex(where: { UInt8(ascii: $0.designator) == designator })
            else { return nil }
            let unit = units[index]
            // Weeks stand alone (ISO 8601-1, 5.5.2.4).
            if unit.designator == "W", !bytes.isEmpty { return nil }
            units.removeFirst(index + 1)
            let (product, isTooLong) = number.multipliedReportingOverflow(by: unit.seconds)
            let (sum, isTooLongInAll) = seconds.addingReportingOverflow(product)
            guard !isTooLong, !isTooLongInAll else { return nil }
            seconds = sum
            parts += 1
        }
        guard parts > 0 else { return nil }
        self.seconds = seconds
    }

    private static func number(_ bytes: inout ArraySlice<UInt8>) -> Int64? {
        let digits = bytes.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        bytes = bytes[digits.endIndex...]
        return Int64(String(decoding: digits, as: UTF8.self))
    }

    public static func < (left: ISODuration, right: ISODuration) -> Bool { left.seconds < right.seconds }

    /// The shortest form without weeks: `P7D`, `P1DT12H`, `PT0S`.
    public var description: String {
        var days = ""
        var time = ""
        if seconds >= 86400 { days = "\(seconds / 86400)D" }
        for (length, limit, designator) in [(Int64(3600), Int64(24), "H"), (60, 60, "M"), (1, 60, "S")] {
            let count = seconds / length % limit
            if count > 0 { time += "\(count)\(designator)" }
        }
        if days.isEmpty, time.isEmpty { return "PT0S" }
        return "P\(days)\(time.isEmpty ? "" : "T")\(time)"
    }
}
