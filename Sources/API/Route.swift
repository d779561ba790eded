public import HTTPTypes

/// One operation of the public contract: what a request is matched by, and whether it must prove who sends it.
public struct Route: Hashable, Sendable {
    public let method: HTTPRequest.Method
    /// The path with its variables in braces: `/api/tasks/{id}`.
    public let path: String
    /// The operation's name in the OpenAPI document; unique.
    public let operationID: String
    /// Whether the request needs an access token (`Authorization: Bearer …`, RFC 6750).
    public let needsToken: Bool

    init(_ method: HTTPRequest.Method, _ path: String, _ operationID: String, needsToken: Bool = true) {
        self.method = method
        self.path = path
        self.operationID = operationID
        self.needsToken = needsToken
    }

    /// Whether an `Idempotency-Key` makes a retry of this operation harmless.
    public var takesIdempotencyKey: Bool {
        path.hasPrefix("/api/") && !path.hasPrefix("/api/auth/") && method != .get
    }

    /// What distinguishes a route for a router: `GET /api/tasks/{id}`.
    public var signature: String { "\(method.rawValue) \(path)" }
}
