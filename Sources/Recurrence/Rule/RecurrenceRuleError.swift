/// Why a text is not a rule, or a rule does not fit its series.
public struct RecurrenceRuleError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The part that is wrong, such as `BYDAY`; empty when it is the whole.
    public let part: String
    /// What is wrong with it, for the person who wrote it.
    public let reason: String

    init(_ part: String, _ reason: String) {
        self.part = part
        self.reason = reason
    }

    /// `BYDAY: …`.
    public var description: String { part.isEmpty ? reason : "\(part): \(reason)" }
}
