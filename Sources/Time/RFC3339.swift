/// RFC 3339, section 5.6, restricted to the contract's range: years 1970–9999.
public enum RFC3339 {
    /// Reads a `date-time`; any offset, finer fractions than milliseconds are cut.
    /// Nil when the text is not one, has no offset, or lies outside the range.
    public static func instant(_ text: some StringProtocol) -> Instant? {
        var reader = CivilReader(bytes: Array(text.utf8.prefix(65)))
        guard let date = reader.date(), let separator = reader.next(), "Tt ".utf8.contains(separator),
            let secondOfDay = reader.secondOfDay(), let fraction = reader.fraction(), let offset = reader.offset(),
            reader.isAtEnd
        else { return nil }
        let seconds = date.daysSinceEpoch * 86400 + secondOfDay - offset
        let instant = Instant(milliseconds: Int64(seconds) * 1000 + Int64(fraction))
        return instant < .earliest || instant > .latest ? nil : instant
    }

    /// Reads a `full-date`. Nil when the day does not exist or lies outside the range.
    public static func date(_ text: some StringProtocol) -> CivilDate? {
        var reader = CivilReader(bytes: Array(text.utf8.prefix(11)))
        guard let date = reader.date(), reader.isAtEnd, date.year >= 1970 else { return nil }
        return date
    }

    /// Writes with `Z`.
    ///
    /// - Parameter withMilliseconds: whether zero milliseconds are written too, so that all texts are equally long.
    public static func text(_ instant: Instant, withMilliseconds: Bool = false) -> String {
        String(unsafeUninitializedCapacity: longestText) {
            write(instant, to: $0, withMilliseconds: withMilliseconds)
        }
    }

    /// The most bytes that ``text(_:)`` has.
    public static let longestText = 24

    /// The ASCII bytes of ``text(_:)``.
    public static func bytes(_ instant: Instant) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: longestText) { buffer, count in count = write(instant, to: buffer) }
    }

    /// Writes the ASCII bytes of ``text(_:)`` to the start of `target`, which must have room for ``longestText``.
    ///
    /// - Returns: how many they are.
    public static func write(
        _ instant: Instant, to target: UnsafeMutableBufferPointer<UInt8>, withMilliseconds: Bool = false
    ) -> Int {
        precondition(target.count >= longestText)
        let (seconds, milliseconds) = floorDivide(instant.milliseconds, by: 1000)
        let (days, secondOfDay) = floorDivide(seconds, by: 86400)
        var writer = DigitWriter(target: target)
        writer.append(CivilDate(unchecked: Int(days)))
        writer.append("T")
        writer.append(Int(secondOfDay / 3600), width: 2)
        writer.append(":")
        writer.append(Int(secondOfDay / 60 % 60), width: 2)
        writer.append(":")
        writer.append(Int(secondOfDay % 60), width: 2)
        if milliseconds != 0 || withMilliseconds {
            writer.append(".")
            writer.append(Int(milliseconds), width: 3)
        }
        writer.append("Z")
        return writer.count
    }

    static func digits(of date: CivilDate) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 10) { buffer, count in
            var writer = DigitWriter(target: buffer)
            writer.append(date)
            count = writer.count
        }
    }

    private static func floorDivide(_ value: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

/// Writes numbers with leading zeros; the target's bounds are checked.
private struct DigitWriter {
    let target: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    init(target: UnsafeMutableBufferPointer<UInt8>) {
        self.target = target
    }

    mutating func append(_ character: Unicode.Scalar) {
        precondition(count < target.count)
        target[count] = UInt8(ascii: character)
        count += 1
    }

    mutating func append(_ number: Int, width: Int) {
        precondition(count + width <= target.count)
        var rest = number
        for offset in stride(from: width - 1, through: 0, by: -1) {
            target[count + offset] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count += width
    }

    mutating func append(_ date: CivilDate) {
        append(date.year, width: 4)
        append("-")
        append(date.month, width: 2)
        append("-")
        append(date.day, width: 2)
    }
}
