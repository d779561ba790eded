import Time

/// How long another server asks to be left alone: the field `Retry-After` (RFC 9110, section 10.2.3).
enum RetryAfter {
    /// More is cut: nobody outside decides that something is never sent.
    static let longest = Duration.seconds(86400)

    /// Reads seconds, or a date in its preferred form; nil for anything else.
    static func duration(_ text: String?, at now: Instant) -> Duration? {
        guard let text else { return nil }
        if let match = text.wholeMatch(of: /[0-9]{1,9}/), let seconds = Int(match.output) {
            return min(.seconds(seconds), longest)
        }
        guard let instant = date(text) else { return nil }
        // Both have years of four digits: the difference fits.
        return min(max(.milliseconds(instant.milliseconds - now.milliseconds), .zero), longest)
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT` (section 5.6.7).
    private static func date(_ text: String) -> Instant? {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        guard
            let match = text.wholeMatch(
                of: /[A-Z][a-z]{2}, ([0-9]{2}) ([A-Z][a-z]{2}) ([0-9]{4}) ([0-9]{2}:[0-9]{2}:[0-9]{2}) GMT/),
            let month = months.firstIndex(of: String(match.2))
        else { return nil }
        return RFC3339.instant("\(match.3)-\(month < 9 ? "0" : "")\(month + 1)-\(match.1)T\(match.4)Z")
    }
}
