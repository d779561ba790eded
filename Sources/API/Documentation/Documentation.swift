/// The page that shows the OpenAPI document to people: three small resources, nothing from elsewhere.
public enum Documentation {
    /// What is served under a path of its own.
    public struct Resource: Sendable {
        /// The value of `Content-Type`.
        public let mediaType: String
        public let bytes: [UInt8]

        init(_ mediaType: String, _ text: String) {
            self.mediaType = mediaType
            bytes = Array(text.utf8)
        }
    }

    /// `GET /docs`. It finds the others beside itself, also below a proxy's path prefix.
    public static let page = Resource("text/html; charset=utf-8", pageText)
    /// `GET /docs/style.css`.
    public static let style = Resource("text/css; charset=utf-8", styleText)
    /// `GET /docs/script.js`.
    public static let script = Resource("text/javascript; charset=utf-8", scriptText)

    /// The page's `Content-Security-Policy`: its own style, script and document, and nothing else.
    public static let contentSecurityPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'"
}
