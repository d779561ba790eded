public import Time

/// How a webhook has been doing, and when it has failed for long enough to be given up.
public struct WebhookHealth: Sendable, Equatable {
    /// Five days, and not after a few attempts only: one message a week must not disable it by the second.
    static let patienceInSeconds: Int64 = 5 * 86400
    static let leastFailures = 10

    /// The first failure since something arrived.
    public private(set) var failingSince: Instant?
    /// Attempts in a row that failed.
    public private(set) var failures: Int

    public init(failingSince: Instant? = nil, failures: Int = 0) {
        self.failingSince = failingSince
        self.failures = failures
    }

    /// What came of an attempt.
    enum Outcome: Sendable {
        case arrived, failed
        /// The receiver wants no more (410).
        case gone
    }

    enum Action: Sendable, Equatable {
        case nothing
        /// The health is another now.
        case save
        case disable(Webhook.DisabledReason)
    }

    mutating func handle(_ outcome: Outcome, at now: Instant) -> Action {
        switch outcome {
        case .arrived:
            guard failures > 0 else { return .nothing }
            self = WebhookHealth()
            return .save
        case .failed:
            let since = failingSince ?? now
            failingSince = since
            failures += 1
            let isGivenUp = failures >= Self.leastFailures && since.adding(seconds: Self.patienceInSeconds) <= now
            return isGivenUp ? .disable(.failing) : .save
        case .gone: return .disable(.gone)
        }
    }
}
