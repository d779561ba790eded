public import HTTPTypes
import JSON

/// An answer that refuses a request: RFC 9457, `application/problem+json`.
public struct Problem: Error, Sendable {
    public var status: HTTPResponse.Status
    /// For the person who reads it; nothing internal.
    public var detail: String
    /// What is wrong with which member or parameter, all at once; only with 422.
    public var errors: [FieldError]
    public var headers: HTTPFields

    public init(
        _ status: HTTPResponse.Status, _ detail: String, errors: [FieldError] = [], headers: HTTPFields = [:]
    ) {
        self.status = status
        self.detail = detail
        self.errors = errors
        self.headers = headers
    }

    public static let mediaType = "application/problem+json"

    /// The body. The type is `about:blank` (section 4.2.1): the status says it all, the title is its phrase.
    ///
    /// - Parameter instance: the path that was asked for.
    public func body(instance: String) -> [UInt8] {
        var json = JSONWriter(capacity: 256)
        json.object { json in
            json.member("type", "about:blank")
            json.member("title", status.reasonPhrase)
            json.member("status", status.code)
            json.member("detail", detail)
            json.member("instance", instance)
            guard status == .unprocessableContent else { return }
            json.member("errors") { json in
                json.array(errors) { json, error in
                    json.object { json in
                        json.member("field", error.field)
                        json.member("message", error.message)
                    }
                }
            }
        }
        return json.bytes
    }
}

/// One thing that is wrong with a body or a query.
public struct FieldError: Error, Hashable, Sendable {
    public let field: String
    public let message: String

    public init(_ field: String, _ message: String) {
        self.field = field
        self.message = message
    }
}

extension Problem {
    public static let notFound = Problem(.notFound, "There is nothing here, or it is not yours.")

    public static func invalid(_ errors: [FieldError]) -> Problem {
        Problem(.unprocessableContent, "Some values are not acceptable.", errors: errors)
    }

    /// RFC 6750, section 3.
    public static func unauthorized(_ detail: String) -> Problem {
        Problem(.unauthorized, detail, headers: [.wwwAuthenticate: "Bearer"])
    }

    /// - Parameter retryAfter: whole seconds.
    public static func tooManyRequests(_ detail: String, retryAfter: Int) -> Problem {
        Problem(.tooManyRequests, detail, headers: [.retryAfter: String(retryAfter)])
    }

    /// - Parameter retryAfter: whole seconds.
    public static func unavailable(_ detail: String, retryAfter: Int) -> Problem {
        Problem(.serviceUnavailable, detail, headers: [.retryAfter: String(retryAfter)])
    }
}
