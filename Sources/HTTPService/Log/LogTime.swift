#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// When a line was written.
struct LogTime {
    let seconds: Int
    let milliseconds: Int

    init(seconds: Int, milliseconds: Int) {
        self.seconds = seconds
        self.milliseconds = milliseconds
    }

    static var now: LogTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return LogTime(seconds: time.tv_sec, milliseconds: time.tv_nsec / 1_000_000)
    }

    /// UTC, with milliseconds.
    var rfc3339: String {
        var moment = time_t(seconds)
        var parts = tm()
        gmtime_r(&moment, &parts)
        let date = "\(parts.tm_year + 1900)-\(Self.pad(Int(parts.tm_mon) + 1))-\(Self.pad(Int(parts.tm_mday)))"
        return "\(date)T\(clock(parts))Z"
    }

    /// The local time of the day, for a terminal.
    var timeOfDay: String {
        var moment = time_t(seconds)
        var parts = tm()
        localtime_r(&moment, &parts)
        return clock(parts)
    }

    private func clock(_ parts: tm) -> String {
        let time = "\(Self.pad(Int(parts.tm_hour))):\(Self.pad(Int(parts.tm_min))):\(Self.pad(Int(parts.tm_sec)))"
        return "\(time).\(Self.pad(milliseconds, 3))"
    }

    private static func pad(_ number: Int, _ width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
