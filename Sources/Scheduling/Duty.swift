public import Storage
public import Time

/// One kind of work that falls due at instants which the database knows.
///
/// Any number of processes may have the same duty: `work` takes what is due inside a transaction, where everybody
/// sees what the others have taken already.
public struct Duty: Sendable {
    public let name: String
    let next: @Sendable (any Connection) throws -> Instant?
    let work: @Sendable (Instant) async throws -> Int

    /// - Parameters:
    ///   - next: the earliest instant at which there is something to do, nil when there is nothing. A lookup.
    ///   - work: does a bounded part of what is due at an instant, and says how many things it did. It is called
    ///     again as long as something is due.
    public init(
        name: String, next: @escaping @Sendable (any Connection) throws -> Instant?,
        work: @escaping @Sendable (Instant) async throws -> Int
    ) {
        self.name = name
        self.next = next
        self.work = work
    }
}

/// What a duty has come to, for operators.
public struct DutyStatus: Sendable, Equatable {
    public let name: String
    /// Things done since the start.
    public internal(set) var done = 0
    /// When something was last done.
    public internal(set) var lastWorked: Instant?
    /// The instant that the scheduler sleeps until, if the duty had one at the last look.
    public internal(set) var next: Instant?
    /// Why the last attempt failed; nil once one succeeds.
    public internal(set) var failure: String?
}
