import Foundation

/// An IANA time zone, such as `Europe/Berlin`.
public struct Zone: Hashable, Sendable {
    public let identifier: String
    private let timeZone: TimeZone
    private let isUTC: Bool

    /// Nil when the name is not in the time zone database.
    public init?(identifier: String) {
        let isName = identifier.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "/_+-".utf8.contains(byte)
        }
        // Foundation also takes abbreviations and offsets ("EST", "GMT+5"); the contract takes names only.
        guard isName, identifier.utf8.count <= 64, identifier == "UTC" || identifier.contains("/"),
            let timeZone = TimeZone(identifier: identifier)
        else { return nil }
        self.identifier = identifier
        self.timeZone = timeZone
        isUTC = identifier == "UTC"
    }

    private init() {
        identifier = "UTC"
        timeZone = .gmt
        isUTC = true
    }

    public static let utc = Zone()

    /// The first instant of `date` on this zone's clocks. When midnight is skipped by daylight saving it is the
    /// instant of the jump; when it happens twice it is the earlier one.
    public func start(of date: CivilDate) -> Instant {
        let local = date.daysSinceEpoch * 86400
        // The offset at the instant sought is the one in force shortly before or after it: a day on either side
        // covers every transition, and the earlier instant wins.
        let candidates = [offset(at: local - 86400), offset(at: local + 86400)].map { local - $0 }
        let exact = candidates.filter { offset(at: $0) + $0 == local }.min()
        let seconds = exact ?? firstInstantAfterGap(from: candidates.min() ?? local, to: candidates.max() ?? local)
        return Instant(milliseconds: Int64(seconds) * 1000)
    }

    /// The last millisecond of `date` on this zone's clocks.
    public func end(of date: CivilDate) -> Instant {
        start(of: CivilDate(unchecked: date.daysSinceEpoch + 1)).adding(milliseconds: -1)
    }

    /// The day that this zone's calendar shows at `instant`.
    public func date(at instant: Instant) -> CivilDate {
        let seconds = Int(instant.milliseconds.floorDivided(by: 1000))
        return CivilDate(unchecked: (seconds + offset(at: seconds)).floorDivided(by: 86400))
    }

    /// The instant at which this zone's clocks show `time`. A time that daylight saving leaves out moves forward by the
    /// gap (02:30 becomes 03:30); of a time that happens twice it is the first.
    public func instant(of time: CivilDateTime) -> Instant {
        let local = time.secondsSinceEpoch
        // Nowhere do the clocks differ from UTC by a day, so these two lie before and after the instant sought.
        let (before, after) = (offset(at: local - 86400), offset(at: local + 86400))
        let isAfterTheChange =
            before != after && offset(at: local - before) != before && offset(at: local - after) == after
        return Instant(milliseconds: Int64(local - (isAfterTheChange ? after : before)) * 1000)
    }

    /// What this zone's clocks show at `instant`; the first or last second of the years 1…9999 outside of them.
    public func local(at instant: Instant) -> CivilDateTime {
        let seconds = Self.seconds(instant)
        return CivilDateTime(secondsSinceEpoch: seconds + offset(at: seconds))
            ?? (seconds < 0 ? .earliest : .latest)
    }

    /// How many seconds this zone's clocks are ahead of UTC at `instant`; negative when they are behind.
    public func offset(at instant: Instant) -> Int { offset(at: Self.seconds(instant)) }

    /// The change of the clocks in the 26 hours that end with `instant`, if there is one.
    public func clockChange(before instant: Instant) -> ClockChange? {
        let seconds = Self.seconds(instant)
        let (before, after) = (offset(at: seconds - 26 * 3600), offset(at: seconds))
        guard before != after else { return nil }
        var (low, high) = (seconds - 26 * 3600, seconds)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if offset(at: middle) == after { high = middle } else { low = middle }
        }
        return ClockChange(seconds: high, offsetBefore: before, offsetAfter: after)
    }

    /// Whole seconds since 1970 within the years 1…9999, wide enough for any offset.
    private static func seconds(_ instant: Instant) -> Int {
        let (first, last) = (CivilDateTime.earliest.secondsSinceEpoch, CivilDateTime.latest.secondsSinceEpoch)
        return min(max(Int(instant.milliseconds.floorDivided(by: 1000)), first - 86400), last + 86400)
    }

    /// Seconds east of UTC at `seconds` since the epoch.
    private func offset(at seconds: Int) -> Int {
        isUTC ? 0 : timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds)))
    }

    /// Midnight does not exist: the instant at which the clocks jump over it.
    private func firstInstantAfterGap(from earliest: Int, to latest: Int) -> Int {
        var (before, after) = (earliest - 1, latest)
        let offsetBefore = offset(at: before)
        while after - before > 1 {
            let middle = before + (after - before) / 2
            if offset(at: middle) == offsetBefore { before = middle } else { after = middle }
        }
        return after
    }
}
