/// Rows that nobody needs any more from some age on.
public struct PruningRule: Sendable {
    /// What a column says of its row's age.
    public enum Age: Sendable {
        /// Milliseconds since 1970.
        case instant
        /// An identifier, which holds the time of its making.
        case identifier
    }

    let table: String
    /// Indexed wherever the table can be large.
    let column: String
    let age: Age
    /// Seconds that a row stays after that.
    let retention: Int64
    /// Rows in one transaction, fewer where a row takes others with it.
    let chunk: Int

    public init(
        table: StaticString, column: StaticString, age: Age = .instant, retention: Int64, chunk: Int = 500
    ) {
        self.table = "\(table)"
        self.column = "\(column)"
        self.age = age
        self.retention = retention
        self.chunk = chunk
    }

    /// Everything in the schema that expires.
    public static let all = [idempotencyKeys, sessions, oneTimeTokens, invites, inbox]

    /// Answers to repeat: 24 hours.
    public static let idempotencyKeys = PruningRule(
        table: "idempotency_keys", column: "created_at", retention: 86_400)
    public static let sessions = PruningRule(table: "sessions", column: "expires_at", retention: 0)
    /// Kept a day longer than they hold: the mails of a day are counted by them.
    public static let oneTimeTokens = PruningRule(table: "one_time_tokens", column: "expires_at", retention: 86_400)
    public static let invites = PruningRule(table: "invites", column: "expires_at", retention: 0)
    /// A day longer than the inbox answers for.
    public static let inbox = PruningRule(
        table: "inbox", column: "event_id", age: .identifier, retention: Inbox.retention + 86_400)
}
