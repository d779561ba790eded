import HTTPTypes

/// Which pages of other origins may use the API (`CORS_ORIGINS`): by the Fetch standard, without credentials.
public struct CrossOrigin: Sendable {
    private let origins: Set<String>

    public static let off = CrossOrigin(origins: [])

    /// - Parameter origins: as browsers write them: scheme, host and port, without a slash at the end.
    public init(origins: Set<String>) { self.origins = origins }

    var isOff: Bool { origins.isEmpty }

    private func allows(_ origin: String?) -> String? {
        guard let origin, origins.contains(origin) else { return nil }
        return origin
    }

    /// Adds what lets the page read the answer.
    func addFields(to fields: inout HTTPFields, request: HTTPFields) {
        guard !isOff else { return }
        fields.append(HTTPField(name: .vary, value: "Origin"))
        guard let origin = allows(request[.origin]) else { return }
        fields[.accessControlAllowOrigin] = origin
        fields[.accessControlExposeHeaders] = "ETag, Location, Retry-After, X-Request-ID, Idempotency-Replayed"
    }

    /// The fields that answer a preflight, or nil if the request is none that is allowed.
    func preflight(_ request: HTTPRequest, methods: [HTTPRequest.Method]) -> HTTPFields? {
        guard request.method == .options, !methods.isEmpty, allows(request.headerFields[.origin]) != nil,
            request.headerFields.contains(.accessControlRequestMethod)
        else { return nil }
        return [
            .accessControlAllowMethods: methods.map(\.rawValue).joined(separator: ", "),
            .accessControlAllowHeaders:
                "Authorization, Content-Type, If-Match, Idempotency-Key, Last-Event-ID, Traceparent, X-Request-ID",
            .accessControlMaxAge: "600",
        ]
    }
}
