public import Storage
public import Time

extension Deliveries {
    /// Who takes deliveries one after the other: a webhook, a browser, or the mail server, which is one for all.
    public struct Receiver: Hashable, Sendable {
        let channel: Channel
        let target: Identifier?

        public init(_ delivery: Delivery) {
            channel = delivery.channel
            target = delivery.target
        }

        fileprivate var condition: SQL {
            if let target { return "(target IS NULL OR target <> \(target))" }
            return "channel <> \(channel.rawValue)"
        }
    }

    /// When the next delivery is to be tried, those to busy receivers aside.
    public func nextAttempt(except busy: Set<Receiver>, in connection: any Connection) throws -> Instant? {
        try connection.first(
            """
            SELECT next_attempt_at FROM deliveries WHERE \(Self.open(except: busy)) ORDER BY next_attempt_at LIMIT 1
            """
        ) { try $0.instant(0) }
    }

    /// Takes deliveries that are due, one attempt of each. Who took them records what came of it within ``lease``;
    /// afterwards they are anybody's again.
    ///
    /// What tells of a task that is done by now, and was held back or failed before, is cancelled instead.
    public func claim(
        _ limit: Int, except busy: Set<Receiver>, at now: Instant, in connection: any Connection
    ) throws -> (claimed: [Delivery], cancelled: Int) {
        let due = try connection.fetch(
            """
            SELECT \(Delivery.columns) FROM deliveries
            WHERE \(Self.open(except: busy)) AND next_attempt_at <= \(now) ORDER BY next_attempt_at LIMIT \(limit)
            """, Delivery.init(row:))
        var claimed: [Delivery] = []
        for var delivery in due {
            guard try isWanted(delivery, in: connection) else {
                try finish(delivery, as: .cancelled, in: connection)
                continue
            }
            delivery.attempts += 1
            delivery.nextAttempt = now.adding(milliseconds: Self.lease)
            try connection.execute(
                """
                UPDATE deliveries SET attempts = \(delivery.attempts), next_attempt_at = \(delivery.nextAttempt)
                WHERE user_id = \(delivery.user) AND id = \(delivery.id)
                """)
            claimed.append(delivery)
        }
        return (claimed, due.count - claimed.count)
    }

    /// A person wants no reminder of what is done; a webhook wants every event.
    private func isWanted(_ delivery: Delivery, in connection: any Connection) throws -> Bool {
        guard delivery.channel != .webhook, let task = delivery.task else { return true }
        return try connection.exists(
            "SELECT 1 FROM tasks WHERE user_id = \(delivery.user) AND id = \(task) AND completed = 0")
    }

    private static func open(except busy: Set<Receiver>) -> SQL {
        let conditions: [SQL] = ["next_attempt_at IS NOT NULL"] + busy.map(\.condition)
        return SQL.joined(conditions, separator: " AND ")
    }
}
