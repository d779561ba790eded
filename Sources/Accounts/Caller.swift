/// Where a request comes from.
public struct Caller: Sendable {
    /// The client's IP address, as text.
    public let address: String
    public let userAgent: String
    /// W3C Trace Context.
    public let traceparent: String

    /// - Parameter userAgent: kept up to 255 characters, for the list of sessions.
    public init(address: String, userAgent: String, traceparent: String) {
        self.address = address
        self.userAgent = String(userAgent.unicodeScalars.prefix(255))
        self.traceparent = traceparent
    }
}
