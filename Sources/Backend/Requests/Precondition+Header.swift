import HTTPTypes
import Hummingbird
import Storage

extension Precondition {
    /// Reads `If-Match` (RFC 9110, section 13.1.1): `*` or a list of entity tags. Weak tags count as strong ones, as
    /// proxies weaken them on the way. A tag that is no version of ours matches nothing.
    init(_ request: Request) {
        let values = request.headers[values: .ifMatch]
        guard !values.isEmpty else {
            self = .none
            return
        }
        let list = values.joined(separator: ",")
        if list.trimmingSpace == "*" {
            self = .exists
            return
        }
        guard let tags = Self.entityTags(list) else {
            self = .malformed
            return
        }
        self = .versions(tags.compactMap { Int64($0) })
    }

    /// The texts between the quotes; nil when the list is malformed.
    static func entityTags(_ list: String) -> [String]? {
        var tags: [String] = []
        for element in list.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
            guard var tag = String(element).map(\.trimmingSpace) else { return nil }
            if tag.isEmpty { continue }
            if tag.hasPrefix("W/") { tag.removeFirst(2) }
            guard tag.utf8.count >= 2, tag.hasPrefix("\""), tag.hasSuffix("\"") else { return nil }
            let text = tag.dropFirst().dropLast()
            guard !text.contains("\"") else { return nil }
            tags.append(String(text))
        }
        return tags.isEmpty ? nil : tags
    }
}

extension String {
    /// Without spaces and tabs at both ends.
    fileprivate var trimmingSpace: String {
        String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
