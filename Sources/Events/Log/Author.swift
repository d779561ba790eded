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
}
