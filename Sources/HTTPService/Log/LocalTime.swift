import Time

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The local time of the day, for a terminal.
enum LocalTime {
    /// `06:00:00.007`.
    static func text(_ instant: Instant) -> String {
        var moment = time_t(instant.milliseconds / 1000)
        var parts = tm()
        localtime_r(&moment, &parts)
        let fields = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { String(100 + $0).dropFirst() }
        return "\(fields.joined(separator: ":")).\(String(1000 + instant.milliseconds % 1000).dropFirst())"
    }
}
