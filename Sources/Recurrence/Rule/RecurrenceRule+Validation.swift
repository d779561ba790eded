extension RecurrenceRule {
    /// What RFC 5545, section 3.3.10, says about parts that exclude or need each other.
    func validate(_ parts: [Substring: Substring], _ conformance: Conformance) throws(RecurrenceRuleError) {
        if count != nil && until != nil { throw RecurrenceRuleError("COUNT", "excludes UNTIL") }
        if weekdays.contains(where: { $0.ordinal != nil }) {
            if frequency > .monthly {
                throw RecurrenceRuleError("BYDAY", "numbers before a weekday need FREQ=MONTHLY or FREQ=YEARLY")
            }
            if !weeks.isEmpty { throw RecurrenceRuleError("BYDAY", "numbers before a weekday exclude BYWEEKNO") }
        }
        guard conformance == .strict else { return }
        if !weeks.isEmpty && frequency != .yearly { throw RecurrenceRuleError("BYWEEKNO", "needs FREQ=YEARLY") }
        if !yearDays.isEmpty && [.monthly, .weekly, .daily].contains(frequency) {
            throw RecurrenceRuleError("BYYEARDAY", "excludes FREQ=\(frequency.name)")
        }
        if !monthDays.isEmpty && frequency == .weekly {
            throw RecurrenceRuleError("BYMONTHDAY", "excludes FREQ=WEEKLY")
        }
        if !positions.isEmpty && !parts.keys.contains(where: { $0.hasPrefix("BY") && $0 != "BYSETPOS" }) {
            throw RecurrenceRuleError("BYSETPOS", "needs another part that begins with BY")
        }
    }
}
