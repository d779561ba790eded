import Time

/// What becomes of occurrences whose due instant has gone by before their task was made: decisions only.
struct CatchingUp {
    /// So many are made for one series at once.
    static let limit = 400
    /// An occurrence is made on time so long after its due instant, in milliseconds: with `catch_up: none` it is not
    /// lost to a server that was restarted, or had much to do.
    static let patience: Int64 = 300_000

    /// Where the series goes on; nil when that was the end of it.
    let next: Occurrence?
    /// The first and the last of those that are left out.
    let missed: (first: Occurrence, last: Occurrence)?

    /// - Parameters:
    ///   - next: the first occurrence without a task.
    ///   - schedule: what follows it.
    init(from next: Occurrence, along schedule: Schedule, _ policy: CatchUp, at now: Instant) {
        var goOn: Occurrence? = next
        if next.due <= now {
            switch policy {
            case .all: goOn = Self.step(back: Self.limit - 1, from: schedule.last(dueBy: now), to: next, schedule)
            case .latest: goOn = Self.step(back: 0, from: schedule.last(dueBy: now), to: next, schedule)
            case .nothing:
                let onTime = now.adding(milliseconds: -Self.patience)
                if next.due < onTime { goOn = schedule.first(dueFrom: onTime) }
            }
        }
        self.next = goOn
        guard goOn != next else {
            missed = nil
            return
        }
        let last = goOn.map { schedule.previous(before: $0) } ?? schedule.last(dueBy: now)
        missed = (next, last ?? next)
    }

    /// The occurrence so many before the latest, but none before `earliest`.
    private static func step(
        back count: Int, from latest: Occurrence?, to earliest: Occurrence, _ schedule: Schedule
    ) -> Occurrence {
        guard var found = latest, found.due > earliest.due else { return earliest }
        for _ in 0..<count {
            guard let previous = schedule.previous(before: found), previous.due > earliest.due else { return earliest }
            found = previous
        }
        return found
    }
}
