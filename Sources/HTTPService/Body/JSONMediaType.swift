/// Which media types are JSON: RFC 8259, RFC 6839, section 3.1.
enum JSONMediaType {
    static func accepts(_ text: String) -> Bool {
        if text == "application/json" { return true }
        let parts = text.lowercased().split(separator: ";", omittingEmptySubsequences: false).map { part in
            part.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed()
        }.map { String($0) }
        guard let type = parts.first else { return false }
        let isJSON = type == "application/json" || type.hasPrefix("application/") && type.hasSuffix("+json")
        return isJSON
            && parts.dropFirst().allSatisfy { parameter in
                guard parameter.hasPrefix("charset=") else { return true }
                return ["utf-8", "\"utf-8\"", "utf8"].contains(parameter.dropFirst("charset=".count))
            }
    }
}
