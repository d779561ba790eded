import Time

/// A point in time as RFC 5322, section 3.3, writes it, in UTC.
enum MailDate {
    /// `Tue, 24 Nov 2026 10:36:50 +0000`
    static func text(of instant: Instant) -> String {
        let date = Zone.utc.date(at: instant)
        // 1970-01-01 was a Thursday.
        let weekday = ((date.daysSinceEpoch + 4) % 7 + 7) % 7
        let second = Int((instant.milliseconds - Zone.utc.start(of: date).milliseconds) / 1000)
        let time = [second / 3600, second / 60 % 60, second % 60].map(twoDigits).joined(separator: ":")
        return "\(weekdays[weekday]), \(twoDigits(date.day)) \(months[date.month - 1]) \(date.year) \(time) +0000"
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
