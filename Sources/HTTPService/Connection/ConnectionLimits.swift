public import NIOCore

/// How much and how long one connection may take before it is refused or closed.
public struct ConnectionLimits: Sendable {
    /// From the first byte (or from accepting) to a complete head.
    public var head: TimeAmount = .seconds(10)
    /// From the head to the end of the body.
    public var body: TimeAmount = .seconds(30)
    /// Between two requests.
    public var idle: TimeAmount = .seconds(75)
    /// How long an answer may wait for a client that does not read it; an event stream can be resumed.
    public var unread: TimeAmount = .seconds(30)
    /// How long a refused client may go on sending before the connection is cut.
    public var linger: TimeAmount = .seconds(2)

    /// Bytes of the request target.
    public var target = 8 * 1024
    /// Bytes of one header field, name and value.
    public var field = 16 * 1024
    /// Bytes of all header fields.
    public var fields = 64 * 1024
    /// Number of header fields.
    public var fieldCount = 100
    /// A body of no more bytes is read to its end after an early answer, so that the connection lives on.
    public var short = 64 * 1024
    /// Bytes that are read and thrown away before a connection is cut.
    public var drain = 1024 * 1024
    /// The longest body for which a client that expects `100-continue` is told to go on.
    public var expected = 1024 * 1024
    /// Requests that wait on one connection for their answers.
    public var pipelined = 64

    public init() {}
}
