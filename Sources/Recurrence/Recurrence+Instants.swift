public import Time

/// The times of the series as instants.
///
/// A time that daylight saving leaves out moves forward by the gap, a time that happens twice is the first one. So that
/// instants increase, what moves is in its place among the others, and of two times that come to one instant the one
/// that clocks show stands for both.
extension Recurrence {
    /// The first occurrence after `instant`; nil when there is none.
    public func next(after instant: Instant) -> Occurrence? {
        var search = expansion.search
        return next(after: instant, &search)
    }

    /// The last occurrence before `instant`; nil when there is none.
    public func previous(before instant: Instant) -> Occurrence? {
        var search = expansion.search
        let before = instant.adding(milliseconds: -1)
        var local = wall(before)
        if let change = zone.clockChange(before: before), change.shift < 0, change.affected.contains(local) {
            // The times that are shown again now were all there before.
            local = change.affected.upperBound - 1
        }
        return latest(upTo: local, noLaterThan: before, &search)
    }

    /// The occurrences from the first one on, each later than the one before.
    public var occurrences: some Sequence<Occurrence> {
        var search = expansion.search
        let beforeStart = zone.instant(of: start).adding(milliseconds: -1)
        return sequence(state: Instant?.some(beforeStart)) { (last: inout Instant?) -> Occurrence? in
            guard let after = last else { return nil }
            let found = next(after: after, &search)
            last = found?.instant
            return found
        }
    }

    private func next(after instant: Instant, _ search: inout DaySearch) -> Occurrence? {
        let local = wall(instant)
        var from = local + 1
        var moved: Occurrence?
        if let change = zone.clockChange(before: instant) {
            let affected = change.affected
            if change.shift < 0, affected.contains(local) {
                // The times that are shown again now were all there before.
                from = affected.upperBound
            } else if change.shift > 0, local - change.shift < affected.upperBound {
                moved = first(from: max(affected.lowerBound, from - change.shift), &search)
                    .flatMap { affected.contains($0) ? occurrence($0) : nil }
            }
        }
        guard let shown = first(from: from, &search).map({ earliest(from: $0, &search) }) else { return moved }
        guard let moved, moved.instant < shown.instant else { return shown }
        return moved
    }

    /// What comes first of a time and of those that overtake it, because it is left out and moves.
    private func earliest(from time: Int, _ search: inout DaySearch) -> Occurrence {
        let moved = occurrence(time)
        guard let gap = gap(around: moved), let next = first(from: gap.upperBound, &search).map(occurrence),
            next.instant <= moved.instant
        else { return moved }
        return next
    }

    /// The last occurrence up to `instant` of the times up to `wall`, which is what clocks show then.
    private func latest(upTo wall: Int, noLaterThan instant: Instant, _ search: inout DaySearch) -> Occurrence? {
        guard let time = last(upTo: wall, &search) else { return nil }
        let found = occurrence(time)
        guard let change = zone.clockChange(before: found.instant), change.shift > 0,
            time >= change.affected.lowerBound
        else { return found }
        // Times that were left out have moved in between those that follow the gap.
        let gap = change.affected
        let unmoved = Int(instant.milliseconds.floorDivided(by: 1000)) + change.offsetBefore
        let moved = last(upTo: min(unmoved, gap.upperBound - 1), &search).flatMap {
            gap.contains($0) ? occurrence($0) : nil
        }
        if gap.contains(time) {
            return moved ?? latest(upTo: gap.lowerBound - 1, noLaterThan: instant, &search)
        }
        guard let moved, moved.instant > found.instant else { return found }
        return moved
    }

    /// The times that are left out, if that of an occurrence is among them.
    private func gap(around occurrence: Occurrence) -> Range<Int>? {
        let time = occurrence.time.secondsSinceEpoch
        guard zone.local(at: occurrence.instant) != occurrence.time,
            let change = zone.clockChange(before: occurrence.instant), change.affected.contains(time)
        else { return nil }
        return change.affected
    }

    /// What the clocks show, in seconds since 1970-01-01T00:00:00 there, also beyond the years 1…9999.
    private func wall(_ instant: Instant) -> Int {
        Int(instant.milliseconds.floorDivided(by: 1000)) + zone.offset(at: instant)
    }

    private func occurrence(_ seconds: Int) -> Occurrence {
        let time = CivilDateTime(secondsSinceEpoch: seconds) ?? .latest
        return Occurrence(time: time, instant: zone.instant(of: time))
    }
}
