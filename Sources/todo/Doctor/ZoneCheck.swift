import Time

/// All-day tasks end at midnight somewhere, so the time zone database must be there and not too old.
struct ZoneCheck {
    let isKnown: (String) -> Bool

    /// Present for decades, renamed in 2022, and not a plain offset.
    static let samples = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Europe/Kyiv"]

    var finding: Finding {
        let missing = Self.samples.filter { !isKnown($0) }
        guard missing.isEmpty else {
            return .problem(
                "time zones", "\(missing.joined(separator: ", ")) unknown",
                advice: "install or update tzdata: apt-get install tzdata")
        }
        return .ok("time zones", "\(Self.samples.joined(separator: ", ")) known")
    }
}
