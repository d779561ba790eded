import Time

/// Days and times as a person reads them.
enum DueWords {
    private static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// `Tuesday 24 November 2026, 18:00` by the zone's clocks, or the day alone.
    ///
    /// - Parameter due: a date-time or a plain date, as the contract writes due dates.
    static func text(_ due: String, in zone: Zone) -> String {
        if let date = RFC3339.date(due) { return text(date) }
        guard let instant = RFC3339.instant(due) else { return due }
        let local = zone.local(at: instant)
        return "\(text(local.date)), \(local.description.dropFirst(11).prefix(5))"
    }

    static func text(_ date: CivilDate) -> String {
        "\(weekdays[date.weekday.rawValue]) \(date.day) \(months[date.month - 1]) \(date.year)"
    }
}
