public import Time

/// The part of each day in which nothing rings; over midnight when it begins later than it ends.
public struct QuietHours: Hashable, Sendable {
    public let from: TimeOfDay
    public let until: TimeOfDay

    /// Nil when they would begin and end at once.
    public init?(from: TimeOfDay, until: TimeOfDay) {
        guard from != until else { return nil }
        self.from = from
        self.until = until
    }

    /// The end of the quiet hours that `instant` lies in; nil outside of them.
    public func end(at instant: Instant, in zone: Zone) -> Instant? {
        let minute = zone.local(at: instant).secondOfDay / 60
        let isQuiet =
            from.minutes < until.minutes
            ? minute >= from.minutes && minute < until.minutes
            : minute >= from.minutes || minute < until.minutes
        return isQuiet ? until.next(after: instant, in: zone) : nil
    }
}
