public import Storage

/// Who makes a change, and in the course of which request.
public struct Author: Sendable {
    /// Whose tasks change.
    public let user: Identifier
    /// Who did it, as the history shows it: `user:…` or `system`.
    public let actor: String
    /// W3C Trace Context of the request.
    public let traceparent: String

    public init(user: Identifier, actor: String, traceparent: String) {
        self.user = user
        self.actor = actor
        self.traceparent = traceparent
    }

    /// The server itself.
    ///
    /// - Parameter traceparent: of the request that led to it; nil when nobody's did.
    public static func system(for user: Identifier, traceparent: String? = nil) -> Author {
        if let traceparent { return Author(user: user, actor: "system", traceparent: traceparent) }
        // Both numbers may be anything but zero (W3C Trace Context, section 3.2.2).
        let trace = UInt64.random(in: 1...UInt64.max)
        let digits = String(trace, radix: 16)
        let span = String(repeating: "0", count: 16 - digits.count) + digits
        return Author(user: user, actor: "system", traceparent: "00-\(span)\(span)-\(span)-00")
    }
}
