import Time

/// When to look, what to work and how long to sleep: decisions only, without database or clock.
///
/// Due instants are on the wall clock, which may jump in both directions; pauses after a failure are on a steady
/// clock, which does not. Nothing is remembered of a due instant but what the last look said: an instant that a jump
/// leaves behind is due at the next look, one that a jump puts ahead is not due yet.
struct Agenda: Sendable {
    /// A net under everything that could go unnoticed, such as a wall clock that jumped ahead.
    static let longestSleep = Duration.seconds(60)
    static let shortestPause = Duration.seconds(1)
    static let longestPause = Duration.seconds(30)

    /// One instant on both clocks.
    struct Moment: Sendable {
        let wall: Instant
        let steady: Duration
    }

    enum Event: Sendable {
        /// The sleep is over, or something was committed meanwhile.
        case awake
        /// The earliest instant of each duty.
        case looked([Instant?], at: Moment)
        case lookFailed
        case worked(duty: Int, count: Int, at: Moment)
        case workFailed(duty: Int, at: Moment)
    }

    enum Action: Sendable, Equatable {
        case look
        case work(duty: Int)
        case sleep(Duration)
    }

    /// A duty that failed, or found nothing of what was due.
    private struct Pause {
        var attempts: Int
        var until: Duration
    }

    private var pauses: [Int: Pause] = [:]

    mutating func handle(_ event: Event) -> Action {
        switch event {
        case .awake: return .look
        case .lookFailed: return .sleep(Self.shortestPause)
        case .looked(let instants, let now): return next(after: instants, at: now)
        case .worked(let duty, let count, let now):
            // Somebody else may have done it; if not, asking again at once would not help.
            if count == 0 { pause(duty, at: now) } else { pauses[duty] = nil }
            return .look
        case .workFailed(let duty, let now):
            pause(duty, at: now)
            return .look
        }
    }

    /// The duty whose instant is the earliest of those that have come, or the sleep until the first one comes.
    private func next(after instants: [Instant?], at now: Moment) -> Action {
        var earliest: (duty: Int, instant: Instant)?
        var sleep = Self.longestSleep
        for (duty, instant) in instants.enumerated() {
            guard let instant else { continue }
            if let pause = pauses[duty], pause.until > now.steady {
                sleep = min(sleep, pause.until - now.steady)
            } else if instant > now.wall {
                let distance = instant.milliseconds.subtractingReportingOverflow(now.wall.milliseconds)
                if !distance.overflow { sleep = min(sleep, .milliseconds(distance.partialValue)) }
            } else if earliest.map({ instant < $0.instant }) ?? true {
                earliest = (duty, instant)
            }
        }
        return earliest.map { .work(duty: $0.duty) } ?? .sleep(sleep)
    }

    private mutating func pause(_ duty: Int, at now: Moment) {
        let attempts = (pauses[duty]?.attempts ?? 0) + 1
        let length = min(Self.shortestPause * (1 << min(attempts - 1, 8)), Self.longestPause)
        pauses[duty] = Pause(attempts: attempts, until: now.steady + length)
    }
}
