/// Why the database did not do what was asked. Features handle ``constraint(_:)``; all others are answered 503.
public enum StorageError: Error, Equatable, Sendable {
    /// Too many writes wait already.
    case busy
    /// Another process holds the database longer than the busy timeout.
    case locked
    case full
    case readOnly
    /// A write reached no durable storage; the file must be reopened.
    case notDurable(String)
    /// The database itself is damaged.
    case corrupt(String)
    /// One value is not what this program writes; others may well be.
    case unreadable(String)
    /// A unique, foreign-key or check constraint; the message names it.
    case constraint(String)
    case schema(String)
    /// A fault of the statement or the driver.
    case failed(String)
}
