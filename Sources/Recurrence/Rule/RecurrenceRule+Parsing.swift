import Time

extension RecurrenceRule {
    /// How closely a text must keep to the RFC.
    public enum Conformance: Sendable {
        /// Everything that RFC 5545 and RFC 7529 forbid is refused.
        case strict
        /// Takes what other programs write and understand: `BYMONTHDAY`, `BYYEARDAY` and `BYWEEKNO` with frequencies
        /// for which the RFC does not define them (there they limit the days), `BYSETPOS` alone, and a `;` at the end.
        case lenient
    }

    /// The most bytes of a rule that is read; a rule with every possible entry has fewer.
    public static let longestText = 8192

    /// Reads a rule; the prefix `RRULE:` may be there, letters may be small.
    ///
    /// - Throws: what is wrong with the first part that is wrong.
    public init(_ text: String, conformance: Conformance = .strict) throws(RecurrenceRuleError) {
        guard text.utf8.count <= Self.longestText else {
            throw RecurrenceRuleError("", "a rule has at most \(Self.longestText) bytes")
        }
        // What is not ASCII has no place in a rule, and some of it would become ASCII as a capital letter.
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw RecurrenceRuleError("", "a rule has no spaces, and no characters but those of ASCII")
        }
        var body = Substring(text.uppercased())
        if body.hasPrefix("RRULE:") { body = body.dropFirst(6) }
        if conformance == .lenient, body.hasSuffix(";") { body = body.dropLast() }
        let parts = try Self.parts(body)
        guard let frequencyName = parts["FREQ"] else { throw RecurrenceRuleError("FREQ", "is missing") }
        guard let frequency = Frequency.allCases.first(where: { $0.name == frequencyName }) else {
            let names = Frequency.allCases.map(\.name).joined(separator: ", ")
            throw RecurrenceRuleError("FREQ", "must be one of \(names)")
        }
        self.init(frequency: frequency)
        try read(parts)
        try validate(parts, conformance)
    }

    private static let names: Set<Substring> = [
        "FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY",
        "BYHOUR", "BYMINUTE", "BYSECOND", "BYSETPOS", "RSCALE", "SKIP",
    ]

    private static func parts(_ body: Substring) throws(RecurrenceRuleError) -> [Substring: Substring] {
        var parts: [Substring: Substring] = [:]
        for part in body.split(separator: ";", omittingEmptySubsequences: false) {
            guard let equals = part.firstIndex(of: "=") else {
                throw RecurrenceRuleError("", "\"\(part.prefix(20))\" is not a part of the form NAME=VALUE")
            }
            let name = part[..<equals]
            guard names.contains(name) else {
                throw RecurrenceRuleError(String(name.prefix(20)), "is not a part of a recurrence rule")
            }
            guard parts.updateValue(part[part.index(after: equals)...], forKey: name) == nil else {
                throw RecurrenceRuleError(String(name), "is there twice")
            }
        }
        return parts
    }

    private mutating func read(_ parts: [Substring: Substring]) throws(RecurrenceRuleError) {
        let reader = RulePartReader(parts: parts)
        interval = try reader.positive("INTERVAL") ?? 1
        count = try reader.positive("COUNT")
        until = try reader.until()
        weekStart = try reader.weekStart() ?? .monday
        months = try reader.months()
        weeks = try reader.numbers("BYWEEKNO", 1...53, isSigned: true)
        yearDays = try reader.numbers("BYYEARDAY", 1...366, isSigned: true)
        monthDays = try reader.numbers("BYMONTHDAY", 1...31, isSigned: true)
        weekdays = try reader.weekdays()
        hours = try reader.numbers("BYHOUR", 0...23)
        minutes = try reader.numbers("BYMINUTE", 0...59)
        seconds = try reader.seconds()
        positions = try reader.numbers("BYSETPOS", 1...366, isSigned: true)
        skip = try reader.skip()
    }
}
