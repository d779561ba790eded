import Time

/// Reads the values of a rule's parts.
struct RulePartReader {
    /// Names and values, in capitals.
    let parts: [Substring: Substring]

    func positive(_ name: Substring) throws(RecurrenceRuleError) -> Int? {
        guard let text = parts[name] else { return nil }
        guard let number = Self.number(text), number > 0 else {
            throw RecurrenceRuleError(String(name), "must be a whole number from 1 to \(RecurrenceRule.largestNumber)")
        }
        return number
    }

    func until() throws(RecurrenceRuleError) -> Until? {
        guard let text = parts["UNTIL"] else { return nil }
        guard let until = Until(String(text)) else {
            throw RecurrenceRuleError(
                "UNTIL", "must be a day or time like 20261224, 20261224T090000 or 20261224T090000Z")
        }
        return until
    }

    func weekStart() throws(RecurrenceRuleError) -> Weekday? {
        guard let text = parts["WKST"] else { return nil }
        guard let weekday = Weekday(code: String(text)) else {
            throw RecurrenceRuleError("WKST", "must be one of MO, TU, WE, TH, FR, SA, SU")
        }
        return weekday
    }

    func months() throws(RecurrenceRuleError) -> [Int] {
        if let text = parts["BYMONTH"], text.split(separator: ",").contains(where: { $0.hasSuffix("L") }) {
            throw RecurrenceRuleError("BYMONTH", "the Gregorian calendar has no leap months")
        }
        return try numbers("BYMONTH", 1...12)
    }

    /// RFC 5545, section 3.3.12: where there are no leap seconds, the 60th is read as the 59th.
    func seconds() throws(RecurrenceRuleError) -> [Int] {
        try Set(numbers("BYSECOND", 0...60).map { min($0, 59) }).sorted()
    }

    func numbers(
        _ name: Substring, _ range: ClosedRange<Int>, isSigned: Bool = false
    ) throws(RecurrenceRuleError) -> [Int] {
        guard let text = parts[name] else { return [] }
        var numbers: Set<Int> = []
        for entry in text.split(separator: ",", omittingEmptySubsequences: false) {
            let isNegative = isSigned && entry.hasPrefix("-")
            let digits = isNegative || isSigned && entry.hasPrefix("+") ? entry.dropFirst() : entry
            guard let number = Self.number(digits), range.contains(number) else {
                let allowed = "\(range.lowerBound) to \(range.upperBound)"
                throw RecurrenceRuleError(
                    String(name),
                    "must be a list of numbers from \(isSigned ? "\(allowed) or -\(range.upperBound) to -1" : allowed)")
            }
            numbers.insert(isNegative ? -number : number)
        }
        return numbers.sorted()
    }

    func weekdays() throws(RecurrenceRuleError) -> [RuleWeekday] {
        guard let text = parts["BYDAY"] else { return [] }
        var weekdays: Set<RuleWeekday> = []
        for entry in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let weekday = Weekday(code: String(entry.suffix(2))), let ordinal = Self.ordinal(entry.dropLast(2))
            else {
                throw RecurrenceRuleError(
                    "BYDAY",
                    "must be a list of MO, TU, WE, TH, FR, SA, SU, with a number from 1 to 53 or -53 to -1 before")
            }
            weekdays.insert(RuleWeekday(weekday, ordinal: ordinal == 0 ? nil : ordinal))
        }
        return weekdays.sorted()
    }

    func skip() throws(RecurrenceRuleError) -> RecurrenceRule.Skip {
        if let scale = parts["RSCALE"], scale != "GREGORIAN" {
            throw RecurrenceRuleError("RSCALE", "GREGORIAN is the only calendar that is supported")
        }
        guard let text = parts["SKIP"] else { return .omit }
        guard parts["RSCALE"] != nil else { throw RecurrenceRuleError("SKIP", "needs RSCALE=GREGORIAN") }
        guard let skip = RecurrenceRule.Skip(rawValue: String(text)) else {
            throw RecurrenceRuleError("SKIP", "must be OMIT, BACKWARD or FORWARD")
        }
        return skip
    }

    /// 0 for no ordinal, nil for a wrong one.
    private static func ordinal(_ text: Substring) -> Int? {
        if text.isEmpty { return 0 }
        let isNegative = text.hasPrefix("-")
        let digits = isNegative || text.hasPrefix("+") ? text.dropFirst() : text
        guard let number = number(digits), (1...53).contains(number) else { return nil }
        return isNegative ? -number : number
    }

    /// Digits only, few enough for every sum of them to be a number.
    private static func number(_ digits: Substring) -> Int? {
        guard (1...18).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(digits)
    }
}
