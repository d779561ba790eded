import HTTPTypes

/// What keeps an answer from being misused by a browser. A route that sets a field itself wins.
enum SecurityFields {
    static func add(to fields: inout HTTPFields) {
        // Asked first and added together then: a subscript would look for the name once more, and check the value anew.
        let missing = defaults.filter { !fields.contains($0.name) }
        // Room for the id of the request too.
        fields.reserveCapacity(fields.count + missing.count + 1)
        fields.replaceSubrange(fields.endIndex..., with: missing)
    }

    private static let defaults = [
        HTTPField(name: .xContentTypeOptions, value: "nosniff"),
        HTTPField(name: .cacheControl, value: "no-store"),
        HTTPField(name: .contentSecurityPolicy, value: "default-src 'none'; frame-ancestors 'none'"),
        HTTPField(name: .referrerPolicy, value: "no-referrer"),
        HTTPField(name: .xFrameOptions, value: "DENY"),
        HTTPField(name: .crossOriginResourcePolicy, value: "same-origin"),
    ]
}
