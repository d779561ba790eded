public import Storage
public import Time

/// The ledger of everything that is sent to somebody outside.
///
/// A delivery is written down in the transaction of what it tells of, claimed in one transaction, sent outside of
/// any, and its outcome recorded in another. A process that dies in between has claimed it for ``lease``; then it is
/// sent again, under the same id.
public struct Deliveries: Sendable {
    /// How long an attempt may take before it counts as lost, in milliseconds.
    public static let lease: Int64 = 120_000

    let clock: WallClock
    let wake: @Sendable (Identifier) -> Void

    /// - Parameter wake: hears whose deliveries have changed, once that is durable.
    public init(clock: WallClock, wake: @escaping @Sendable (Identifier) -> Void) {
        self.clock = clock
        self.wake = wake
    }

    /// Writes a delivery down, to be sent at `instant` or at once.
    @discardableResult
    public func enqueue(
        _ channel: Channel, to target: Identifier? = nil, of user: Identifier, kind: String,
        task: Identifier? = nil, payload: [UInt8], id: Identifier? = nil, notBefore instant: Instant? = nil,
        in connection: any Connection
    ) throws -> Delivery {
        let now = clock.now()
        let delivery = Delivery(
            id: id ?? Identifier(at: now), user: user, channel: channel, target: target, kind: kind, task: task,
            payload: payload, state: .pending, attempts: 0, nextAttempt: max(instant ?? now, now), lastError: nil,
            createdAt: now, finishedAt: nil)
        try connection.execute(
            """
            INSERT INTO deliveries (\(Delivery.columns))
            VALUES (\(delivery.id), \(user), \(channel.rawValue), \(target), \(kind), \(task), \(payload),
                \(delivery.state.rawValue), 0, \(delivery.nextAttempt), NULL, \(now), NULL)
            """)
        connection.afterCommit { [wake] in wake(user) }
        return delivery
    }
}
