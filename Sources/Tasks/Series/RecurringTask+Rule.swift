import Recurrence
import Time

extension RecurringTask {
    /// The rule of the series, read or made of type and interval.
    var recurrenceRule: RecurrenceRule {
        get throws(RecurrenceRuleError) {
            switch type {
            case .daily: .daily(interval: interval)
            case .weekly: .weekly(interval: interval)
            case .monthly: .monthly(interval: interval)
            case .yearly: .yearly(interval: interval)
            case .custom: try RecurrenceRule(rule)
            }
        }
    }
}

extension RecurrenceRule {
    /// The rule without `COUNT`.
    var uncounted: RecurrenceRule {
        guard count != nil else { return self }
        let parts = text.split(separator: ";").filter { !$0.hasPrefix("COUNT=") }
        // What is left of a rule is one: nothing depends on its count.
        return (try? RecurrenceRule(parts.joined(separator: ";"))) ?? self
    }
}
