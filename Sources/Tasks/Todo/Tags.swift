import Foundation
import Storage

/// The rules for a task's tags.
public enum Tags {
    /// Tags on one task at most.
    public static let limit = 20

    /// NFC; duplicates, ignoring case, collapse to the first spelling; the order is kept.
    public static func normalized(_ tags: [String]) -> [String] {
        var keys: Set<String> = []
        return tags.map(\.precomposedStringWithCanonicalMapping).filter { keys.insert(key(of: $0)).inserted }
    }

    /// What a tag is found by.
    public static func key(of tag: String) -> String {
        tag.precomposedStringWithCanonicalMapping.caseFolded
    }
}
