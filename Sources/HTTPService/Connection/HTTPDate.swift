import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The value of the `Date` field (RFC 9110, section 5.6.7), written once a second.
final class HTTPDate: Sendable {
    private let last = Mutex<(second: Int, text: String)>((0, ""))

    var text: String {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        let second = time.tv_sec
        return last.withLock { last in
            if last.second != second { last = (second, Self.text(of: second)) }
            return last.text
        }
    }

    /// - Parameter second: since 1970-01-01T00:00:00Z.
    static func text(of second: Int) -> String {
        var moment = time_t(second)
        var parts = tm()
        gmtime_r(&moment, &parts)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let date = "\(days[Int(parts.tm_wday)]), \(pad(parts.tm_mday)) \(months[Int(parts.tm_mon)])"
        return "\(date) \(parts.tm_year + 1900) \(pad(parts.tm_hour)):\(pad(parts.tm_min)):\(pad(parts.tm_sec)) GMT"
    }

    private static func pad(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
