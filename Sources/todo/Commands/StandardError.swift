import Foundation

/// Where commands say what went wrong.
enum StandardError {
    /// When nobody reads it, nobody is left to tell.
    static func print(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
    }
}
