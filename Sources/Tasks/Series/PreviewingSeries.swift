public import Storage
public import Time

/// An occurrence that is to come.
public struct UpcomingOccurrence: Sendable {
    public let occurrence: Occurrence
    /// When its task is to be made.
    public let makeAt: Instant
}

extension RecurringTasks {
    /// The occurrences of the person's series that have no task yet, without those that are skipped. Of a paused series
    /// those that it would have if it went on now; of one that counts from completions no more than the next one.
    public func preview(
        _ id: Identifier, count: Int, of user: Identifier, in connection: any Connection
    ) throws -> [UpcomingOccurrence] {
        var series = try find(id, of: user, in: connection)
        let schedule = try Schedule(series)
        if series.isPaused {
            series.isPaused = false
            series.notBefore = clock.now()
            try place(&series, schedule, at: clock.now(), of: user, in: connection)
        }
        var items: [UpcomingOccurrence] = []
        for _ in 0..<(count + Self.longestSearch) {
            guard items.count < count, let next = series.next, let makeAt = series.makeAt else { break }
            if try !isTaken(next, of: series, schedule, user, in: connection) {
                items.append(UpcomingOccurrence(occurrence: next, makeAt: makeAt))
            }
            series.next = series.anchor == .schedule ? schedule.next(after: next) : nil
        }
        return items
    }
}
