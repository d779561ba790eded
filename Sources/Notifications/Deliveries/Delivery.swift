public import Storage
public import Time

/// Something that is sent to somebody outside, once: a row of the ledger.
public struct Delivery: Sendable {
    public enum State: String, CaseIterable, Sendable {
        /// Not tried yet.
        case pending
        case sent
        /// Tried in vain; it will be tried again.
        case failed
        /// Given up; the person can ask for another try.
        case dead
        /// No longer of use before it was sent: the task was done.
        case cancelled
    }

    /// Stays the same over all attempts: what the other side knows a repetition by.
    public let id: Identifier
    public let user: Identifier
    public let channel: Channel
    /// The webhook or the push subscription; nil for mail, which goes to the person's address.
    public let target: Identifier?
    /// The type of what is told, as in `task-due-soon`.
    public let kind: String
    public let task: Identifier?
    /// JSON, in the form of a webhook's body; sealed where it holds a secret.
    public let payload: [UInt8]
    public internal(set) var state: State
    /// Attempts that were begun.
    public internal(set) var attempts: Int
    /// When it is tried next; nil when it never will be.
    public internal(set) var nextAttempt: Instant?
    public internal(set) var lastError: String?
    public let createdAt: Instant
    /// When it was sent or given up.
    public internal(set) var finishedAt: Instant?
}
