import Foundation

/// Standard error, a line at a time.
enum StandardError {
    /// One system call for each line, so that the lines of several threads do not mix. When the log cannot be
    /// written, nobody is left to tell.
    @Sendable static func write(_ line: [UInt8]) {
        try? FileHandle.standardError.write(contentsOf: Data(line))
    }

    static func print(_ text: String) {
        write(Array((text + "\n").utf8))
    }
}
