#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// How lines of the log look (`LOG_FORMAT`).
public enum LogFormat: Sendable {
    case json
    case text(isColoured: Bool)

    /// `json`, or `text`, which has colours where a person looks at it.
    public init?(_ name: String, descriptor: Int32 = 2) {
        switch name {
        case "json": self = .json
        case "text": self = .text(isColoured: isatty(descriptor) == 1 && getenv("NO_COLOR") == nil)
        default: return nil
        }
    }
}
