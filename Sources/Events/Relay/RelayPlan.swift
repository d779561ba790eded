import Storage
import Time

/// What the relay does next: decisions only, without database, bus or clock.
///
/// A person is in one of four states: free, in flight (at most one publish for each), settling (published, and the
/// database does not know yet), or delayed after a failure. Only who is free is looked at.
struct RelayPlan: Sendable {
    /// People in flight at once.
    static let mostInFlight = 64
    /// Delayed people that are remembered; with so many the bus itself is down, and only they are tried.
    static let mostDelayed = 1024
    static let shortestDelay: Int64 = 500
    static let longestDelay: Int64 = 60_000

    /// Whom the next look is for.
    enum Selection: Sendable, Equatable {
        case nobody
        case everybody(except: Set<Identifier>, people: Int)
        case only([Identifier])
    }

    /// What a report has changed for the operator.
    enum Change: Sendable, Equatable {
        case none
        case beganFailing
        case recovered
    }

    private struct Delay {
        var attempts: Int
        var until: Instant
    }

    private var inFlight: Set<Identifier> = []
    private(set) var reports: [PublishReport] = []
    private var delays: [Identifier: Delay] = [:]

    var isIdle: Bool { inFlight.isEmpty && reports.isEmpty }

    /// How many people wait after a failure.
    var delayedCount: Int { delays.count }

    mutating func selection(at now: Instant) -> Selection {
        // Who was due long ago and was not found has nothing left to publish.
        delays = delays.filter { $0.value.until.adding(milliseconds: 5 * Self.longestDelay) > now }
        let people = Self.mostInFlight - inFlight.count
        guard people > 0 else { return .nobody }
        let busy = inFlight.union(reports.map(\.user))
        let due = delays.filter { isDue($0.value, at: now) && !busy.contains($0.key) }
        guard delays.count < Self.mostDelayed else {
            let first = due.sorted { $0.value.until < $1.value.until }.prefix(people).map(\.key)
            return first.isEmpty ? .nobody : .only(first)
        }
        return .everybody(except: busy.union(delays.keys.filter { due[$0] == nil }), people: people)
    }

    mutating func start(_ user: Identifier) {
        inFlight.insert(user)
    }

    /// - Parameter jitter: from 0 to 1, so that people who failed together are not tried together again.
    mutating func finish(_ report: PublishReport, at now: Instant, jitter: Double) -> Change {
        inFlight.remove(report.user)
        reports.append(report)
        let hadDelays = !delays.isEmpty
        guard report.failure != nil else {
            delays[report.user] = nil
            return hadDelays && delays.isEmpty ? .recovered : .none
        }
        // What got through shows that the bus works: the count starts again.
        let attempts = report.published == nil ? (delays[report.user]?.attempts ?? 0) + 1 : 1
        let ceiling = min(Self.shortestDelay << Int64(min(attempts, 16)), Self.longestDelay)
        let delay = Double(ceiling) * (0.5 + jitter / 2)
        delays[report.user] = Delay(attempts: attempts, until: now.adding(milliseconds: Int64(delay)))
        return hadDelays ? .none : .beganFailing
    }

    /// The first `count` reports are in the database, or void because another relay has taken over.
    mutating func settle(_ count: Int) {
        reports.removeFirst(min(count, reports.count))
    }

    /// Milliseconds until somebody's delay is over, nil when nobody is delayed.
    func millisecondsToNextAttempt(at now: Instant) -> Int64? {
        delays.values.map { isDue($0, at: now) ? 0 : $0.until.milliseconds - now.milliseconds }.min()
    }

    /// A delay longer than any can be comes from a clock that was set back.
    private func isDue(_ delay: Delay, at now: Instant) -> Bool {
        delay.until <= now || delay.until.milliseconds - now.milliseconds > Self.longestDelay
    }
}
