/// When a delivery that failed is tried again: decisions only.
enum RetrySchedule {
    /// Seconds between the attempts: about a day in all, then the delivery is dead.
    static let pauses: [Int64] = [5, 30, 120, 600, 1800, 3600, 7200, 14400, 28800, 28800]
    /// What another side may ask for at most, in seconds.
    static let longestRequest: Int64 = 86_400

    /// The pause after an attempt, in milliseconds; nil when it was the last one.
    ///
    /// - Parameters:
    ///   - attempts: how many were made, from 1.
    ///   - retryAfter: how long the other side asks to be left alone.
    ///   - jitter: from 0 to 1, so that what failed together is not tried together again.
    static func pause(after attempts: Int, retryAfter: Duration?, jitter: Double) -> Int64? {
        guard attempts >= 1, attempts <= pauses.count else { return nil }
        let pause = Int64(Double(pauses[attempts - 1] * 1000) * (0.75 + 0.5 * min(max(jitter, 0), 1)))
        guard let retryAfter else { return pause }
        return max(pause, min(max(retryAfter.components.seconds, 0), longestRequest) * 1000)
    }
}
