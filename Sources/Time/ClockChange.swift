/// A moment at which a zone's clocks are put forward or back.
public struct ClockChange: Hashable, Sendable {
    /// The first instant of the new time, in seconds since 1970-01-01T00:00:00Z.
    public let seconds: Int
    /// Seconds east of UTC until then.
    public let offsetBefore: Int
    /// Seconds east of UTC from then on.
    public let offsetAfter: Int

    /// By how many seconds the clocks are put forward; negative when they are put back.
    public var shift: Int { offsetAfter - offsetBefore }

    /// The times that the clocks leave out when they are put forward, or show twice when they are put back:
    /// seconds since 1970-01-01T00:00:00 on the wall.
    public var affected: Range<Int> {
        let (old, new) = (seconds + offsetBefore, seconds + offsetAfter)
        return min(old, new)..<max(old, new)
    }
}
