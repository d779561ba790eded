public import Storage
import Time

extension Deliveries {
    /// Writes down what came of an attempt, and when the next one is.
    ///
    /// That something was accepted counts whoever says it and however late; any other outcome only as long as nobody
    /// else has begun another attempt.
    ///
    /// - Parameter jitter: from 0 to 1.
    /// - Returns: the state that the delivery has now; nil when the outcome no longer mattered.
    public func record(
        _ outcome: Attempt, of delivery: Delivery, jitter: Double = .random(in: 0...1), in connection: any Connection
    ) throws -> Delivery.State? {
        if outcome == .sent {
            let wasOpen = try finish(delivery, as: .sent, in: connection)
            return wasOpen ? .sent : nil
        }
        let isMine = try connection.exists(
            """
            SELECT 1 FROM deliveries WHERE user_id = \(delivery.user) AND id = \(delivery.id)
                AND attempts = \(delivery.attempts) AND finished_at IS NULL
            """)
        guard isMine else { return nil }
        switch outcome {
        case .sent: return .sent
        case .failed(let reason, let retryAfter):
            let pause = RetrySchedule.pause(after: delivery.attempts, retryAfter: retryAfter, jitter: jitter)
            guard let pause else {
                try finish(delivery, as: .dead, error: reason, in: connection)
                return .dead
            }
            try retry(delivery, in: pause, error: reason, in: connection)
            return .failed
        case .refused(let reason), .gone(let reason):
            try finish(delivery, as: .dead, error: reason, in: connection)
            return .dead
        }
    }

    /// One that is down gets no more attempts than its own pauses allow, however much waits for it.
    private func retry(
        _ delivery: Delivery, in pause: Int64, error: String, in connection: any Connection
    ) throws {
        let next = clock.now().adding(milliseconds: pause)
        try connection.execute(
            """
            UPDATE deliveries SET state = \(Delivery.State.failed.rawValue), next_attempt_at = \(next),
                last_error = \(error)
            WHERE user_id = \(delivery.user) AND id = \(delivery.id)
            """)
        guard let target = delivery.target else { return }
        try connection.execute(
            """
            UPDATE deliveries SET next_attempt_at = \(next)
            WHERE user_id = \(delivery.user) AND target = \(target) AND attempts = 0 AND next_attempt_at < \(next)
            """)
    }

    /// What nobody will send any more need not be kept: it may hold a secret.
    ///
    /// - Returns: whether the delivery was open until now.
    @discardableResult
    func finish(
        _ delivery: Delivery, as state: Delivery.State, error: String? = nil, in connection: any Connection
    ) throws -> Bool {
        try connection.exists(
            """
            UPDATE deliveries SET state = \(state.rawValue), next_attempt_at = NULL, finished_at = \(clock.now()),
                last_error = \(error), payload = CASE WHEN \(state == .dead) THEN payload ELSE x'' END
            WHERE user_id = \(delivery.user) AND id = \(delivery.id) AND finished_at IS NULL
            RETURNING 1
            """)
    }
}
