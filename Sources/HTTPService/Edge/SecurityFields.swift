import HTTPTypes

/// What keeps an answer from being misused by a browser. A route that sets a field itself wins.
enum SecurityFields {
    static func add(to fields: inout HTTPFields) {
        for (name, value) in defaults where !fields.contains(name) { fields[name] = value }
    }

    private static let defaults: [(HTTPField.Name, String)] = [
        (.xContentTypeOptions, "nosniff"),
        (.cacheControl, "no-store"),
        (.contentSecurityPolicy, "default-src 'none'; frame-ancestors 'none'"),
        (.referrerPolicy, "no-referrer"),
        (.xFrameOptions, "DENY"),
        (.crossOriginResourcePolicy, "same-origin"),
    ]
}
