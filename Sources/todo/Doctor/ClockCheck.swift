import Time

/// Due dates and tokens are only as right as the clock.
struct ClockCheck {
    let now: Instant
    /// When the newest event of the database was written.
    let newestEvent: Instant?

    /// Nobody runs this program before it was written: 2026-01-01T00:00:00Z.
    static let earliest = Instant(milliseconds: 1_767_225_600_000)
    /// A clock may be set back a little.
    static let toleranceMilliseconds: Int64 = 60_000

    var finding: Finding {
        let shown = RFC3339.text(now)
        if now < Self.earliest || now > .latest {
            return .problem("clock", "says \(shown)", advice: "set the system's clock")
        }
        if let newestEvent, newestEvent > now.adding(milliseconds: Self.toleranceMilliseconds) {
            return .problem(
                "clock", "says \(shown), but the database has an event of \(RFC3339.text(newestEvent))",
                advice: "the clock is slow now, or was fast then: synchronize it before people change more")
        }
        return .ok("clock", shown)
    }
}
