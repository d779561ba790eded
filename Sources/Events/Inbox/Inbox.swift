public import Storage
public import Time

/// What a consumer has taken in already, so that an event that comes twice has one effect.
public struct Inbox: Sendable {
    /// How long an event is remembered; older ones are refused, because nobody knows any more. Longer than any
    /// bus keeps them.
    public static let retention: Int64 = 30 * 86_400

    public enum Receipt: Sendable, Equatable {
        /// The effect is part of the transaction.
        case applied
        /// It was applied before.
        case duplicate
        /// The event is older than the inbox remembers.
        case tooOld
    }

    private let consumer: String
    private let clock: WallClock

    /// - Parameter consumer: a name that stays the same for as long as the consumer exists.
    public init(consumer: String, clock: WallClock) {
        self.consumer = consumer
        self.clock = clock
    }

    /// Runs `effect` unless the event was taken in before. Both are part of the caller's transaction: when it fails,
    /// the event counts as not received.
    public func receive(
        _ event: CloudEvent, in connection: any Connection, effect: () throws -> Void
    ) throws -> Receipt {
        let now = clock.now()
        guard event.time > now.adding(seconds: -Self.retention) else { return .tooOld }
        let isNew = try connection.exists(
            """
            INSERT INTO inbox (event_id, consumer) VALUES (\(event.id), \(consumer))
            ON CONFLICT DO NOTHING RETURNING event_id
            """)
        guard isNew else { return .duplicate }
        try effect()
        return .applied
    }
}
