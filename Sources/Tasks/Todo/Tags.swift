import Foundation
import JSON
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

    /// The form of the database's columns.
    static func json(_ tags: [String]) -> String {
        var json = JSONWriter(capacity: 64)
        json.array(tags) { $0.string($1) }
        return json.text
    }

    /// Reads what ``json(_:)`` wrote.
    static func read(_ text: String) throws -> [String] {
        if text == "[]" { return [] }
        guard let tags = try JSONValue(stored: text.utf8).array?.compactMap(\.string) else {
            throw StorageError.unreadable("a list of tags")
        }
        return tags
    }
}
