/// RFC 3339, section 5.6, restricted to the contract's range: years 1970–9999.
public enum RFC3339 {
    /// Reads a `date-time`; any offset, finer fractions than milliseconds are cut.
    /// Nil when the text is not one, has no offset, or lies outside the range.
    public static func instant(_ text: some StringProtocol) -> Instant? {
        var reader = Reader(bytes: Array(text.utf8.prefix(65)))
        guard let date = reader.date(), let separator = reader.next(), "Tt ".utf8.contains(separator),
            let hour = reader.number(2), hour < 24, reader.skip(":"),
            let minute = reader.number(2), minute < 60, reader.skip(":"),
            let second = reader.number(2), second < 60,
            let fraction = reader.fraction(), let offset = reader.offset(), reader.isAtEnd
        else { return nil }
        let seconds = date.daysSinceEpoch * 86400 + hour * 3600 + minute * 60 + second - offset
        let instant = Instant(milliseconds: Int64(seconds) * 1000 + Int64(fraction))
        return instant < .earliest || instant > .latest ? nil : instant
    }

    /// Reads a `full-date`. Nil when the day does not exist or lies outside the range.
    public static func date(_ text: some StringProtocol) -> CivilDate? {
        var reader = Reader(bytes: Array(text.utf8.prefix(11)))
        guard let date = reader.date(), reader.isAtEnd, date.year >= 1970 else { return nil }
        return date
    }

    /// Writes with `Z`; milliseconds only when they are not zero.
    public static func text(_ instant: Instant) -> String {
        String(decoding: bytes(instant), as: UTF8.self)
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
    public static func write(_ instant: Instant, to target: UnsafeMutableBufferPointer<UInt8>) -> Int {
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
        if milliseconds != 0 {
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

/// Walks over the bytes of one RFC 3339 text; every read is bounds-checked.
private struct Reader {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position == bytes.count }

    mutating func next() -> UInt8? {
        guard position < bytes.count else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        next() == UInt8(ascii: character)
    }

    mutating func number(_ width: Int) -> Int? {
        var value = 0
        for _ in 0..<width {
            guard let byte = next(), let digit = Self.digit(byte) else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    mutating func date() -> CivilDate? {
        guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2) else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    /// Milliseconds of an optional fraction; nil for a point without digits.
    mutating func fraction() -> Int? {
        guard position < bytes.count, bytes[position] == UInt8(ascii: ".") else { return 0 }
        position += 1
        var milliseconds = 0
        var count = 0
        while position < bytes.count, let digit = Self.digit(bytes[position]) {
            if count < 3 { milliseconds = milliseconds * 10 + digit }
            count += 1
            position += 1
        }
        guard count > 0 else { return nil }
        for _ in count..<max(count, 3) { milliseconds *= 10 }
        return milliseconds
    }

    /// Seconds east of UTC.
    mutating func offset() -> Int? {
        guard let sign = next() else { return nil }
        if sign == UInt8(ascii: "Z") || sign == UInt8(ascii: "z") { return 0 }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            let hours = number(2), hours < 24, skip(":"), let minutes = number(2), minutes < 60
        else { return nil }
        let seconds = hours * 3600 + minutes * 60
        return sign == UInt8(ascii: "-") ? -seconds : seconds
    }

    private static func digit(_ byte: UInt8) -> Int? {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") ? Int(byte &- UInt8(ascii: "0")) : nil
    }
}
