import API

/// The query of a request: names and values, percent-decoded. Unknown names are ignored; a name that a route knows
/// may stand once (`tag` excepted) and must have a value that it understands.
struct QueryItems {
    private(set) var errors: [FieldError] = []
    private var values: [String: [String?]] = [:]

    init(_ query: String?) {
        guard let query, !query.isEmpty else { return }
        for pair in query.utf8.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = parts.first.flatMap(Self.decoded) else { continue }
            // Nil is a value that is no text; it is refused when somebody asks for the name.
            values[name, default: []].append(parts.count == 2 ? Self.decoded(parts[1]) : .some(""))
        }
    }

    mutating func refuse(_ name: String, _ message: String) {
        errors.append(FieldError(name, message))
    }

    /// All values of a name that may be repeated.
    mutating func all(_ name: String) -> [String] {
        let found = values[name] ?? []
        let texts = found.compactMap { $0 }
        if texts.count < found.count { refuse(name, "must be UTF-8") }
        return texts
    }

    /// The one value of a name, or nil.
    mutating func text(_ name: String) -> String? {
        let found = all(name)
        if found.count > 1 { refuse(name, "must not be repeated") }
        return found.first
    }

    /// The one value of a name as `convert` reads it; notes that it must be `description` when it does not.
    mutating func value<Value>(
        _ name: String, _ description: @autoclosure () -> String, _ convert: (String) -> Value?
    ) -> Value? {
        guard let text = text(name) else { return nil }
        guard let value = convert(text) else {
            refuse(name, "must be \(description())")
            return nil
        }
        return value
    }

    mutating func boolean(_ name: String) -> Bool? {
        value(name, "true or false") { $0 == "true" ? true : $0 == "false" ? false : nil }
    }

    mutating func integer(_ name: String, in range: ClosedRange<Int>) -> Int? {
        value(name, "a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
            guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
                let number = Int(text), range.contains(number)
            else { return nil }
            return number
        }
    }

    mutating func choice<Choice: RawRepresentable & CaseIterable>(_ name: String, of: Choice.Type) -> Choice?
    where Choice.RawValue == String {
        value(name, "one of " + Choice.allCases.map(\.rawValue).joined(separator: ", "), Choice.init(rawValue:))
    }

    /// Percent-decoding with `+` for a space; nil when the result is not UTF-8. A `%` without two digits is a `%`.
    private static func decoded(_ text: Substring.UTF8View) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var rest = text
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = hexadecimal(rest.prefix(2)) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexadecimal(_ digits: Substring.UTF8View) -> UInt8? {
        guard digits.count == 2, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        return UInt8(String(Substring(digits)), radix: 16)
    }
}
