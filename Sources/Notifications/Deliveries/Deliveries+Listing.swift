public import Storage
import Time

extension Deliveries {
    /// The person's deliveries, the newest first.
    ///
    /// - Parameters:
    ///   - target: only those to this webhook or browser.
    ///   - position: the last one read before; nil to start.
    public func list(
        of user: Identifier, state: Delivery.State? = nil, channel: Channel? = nil, target: Identifier? = nil,
        after position: Identifier? = nil, limit: Int, in connection: any Connection
    ) throws -> [Delivery] {
        var conditions: [SQL] = ["user_id = \(user)"]
        if let state { conditions.append("state = \(state.rawValue)") }
        if let channel { conditions.append("channel = \(channel.rawValue)") }
        if let target { conditions.append("target = \(target)") }
        if let position { conditions.append("id < \(position)") }
        return try connection.fetch(
            """
            SELECT \(Delivery.columns) FROM deliveries WHERE \(SQL.joined(conditions, separator: " AND "))
            ORDER BY id DESC LIMIT \(limit)
            """, Delivery.init(row:))
    }

    /// How many deliveries of all people are to be tried, and how many were given up.
    public static func backlog(in connection: any Connection) throws -> (waiting: Int64, dead: Int64) {
        func count(_ query: SQL) throws -> Int64 { try connection.first(query) { try $0.integer(0) } ?? 0 }
        return (
            try count("SELECT count(*) FROM deliveries WHERE next_attempt_at IS NOT NULL"),
            try count("SELECT count(*) FROM deliveries WHERE state = 'dead'")
        )
    }

    public func find(_ id: Identifier, of user: Identifier, in connection: any Connection) throws -> Delivery {
        let found = try connection.first(
            "SELECT \(Delivery.columns) FROM deliveries WHERE user_id = \(user) AND id = \(id)", Delivery.init(row:))
        guard let found else { throw DeliveryError.notFound }
        return found
    }

    /// Tries a delivery again that failed or was given up, at once and with all attempts before it.
    public func retry(_ id: Identifier, of user: Identifier, in connection: any Connection) throws -> Delivery {
        var delivery = try find(id, of: user, in: connection)
        guard delivery.state == .failed || delivery.state == .dead else {
            throw DeliveryError.notRetryable(delivery.state)
        }
        delivery.state = .failed
        delivery.attempts = 0
        delivery.nextAttempt = clock.now()
        delivery.finishedAt = nil
        try connection.execute(
            """
            UPDATE deliveries SET state = \(delivery.state.rawValue), attempts = 0,
                next_attempt_at = \(delivery.nextAttempt), finished_at = NULL
            WHERE user_id = \(user) AND id = \(id)
            """)
        connection.afterCommit { [wake] in wake(user) }
        return delivery
    }
}
