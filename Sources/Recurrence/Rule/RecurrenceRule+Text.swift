import Time

extension RecurrenceRule {
    /// The rule as RFC 5545 writes it, without `RRULE:`: parts in a fixed order, lists sorted, defaults left out.
    /// Reading it gives an equal rule.
    public var text: String {
        var parts = skip == .omit ? [] : ["RSCALE=GREGORIAN"]
        parts.append("FREQ=\(frequency.name)")
        if interval != 1 { parts.append("INTERVAL=\(interval)") }
        if let count { parts.append("COUNT=\(count)") }
        if let until { parts.append("UNTIL=\(until.text)") }
        if weekStart != .monday { parts.append("WKST=\(weekStart.code)") }
        for (name, numbers) in numberLists {
            parts.append(name + "=" + numbers.map(String.init).joined(separator: ","))
        }
        if !weekdays.isEmpty { parts.append("BYDAY=" + weekdays.map(\.text).joined(separator: ",")) }
        for (name, numbers) in clockLists { parts.append(name + "=" + numbers.map(String.init).joined(separator: ",")) }
        if skip != .omit { parts.append("SKIP=\(skip.rawValue)") }
        return parts.joined(separator: ";")
    }

    private var numberLists: [(String, [Int])] {
        [("BYMONTH", months), ("BYWEEKNO", weeks), ("BYYEARDAY", yearDays), ("BYMONTHDAY", monthDays)]
            .filter { !$0.1.isEmpty }
    }

    private var clockLists: [(String, [Int])] {
        [("BYHOUR", hours), ("BYMINUTE", minutes), ("BYSECOND", seconds), ("BYSETPOS", positions)]
            .filter { !$0.1.isEmpty }
    }
}

extension RecurrenceRule: CustomStringConvertible {
    public var description: String { text }
}
