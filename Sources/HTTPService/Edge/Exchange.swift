public import NIOCore

/// One request and its answer, seen from outside.
public struct Exchange: Sendable {
    public let channel: any Channel
    public internal(set) var requestID: String
    public internal(set) var trace: Trace
    /// The other end's address, where it was looked up for the whole connection.
    var knownPeer: String?
    /// The client behind the trusted proxies, where there are any.
    var forwardedFor: String?

    /// A new exchange over `channel`.
    public init(channel: any Channel) {
        self.channel = channel
        let serial = RequestSerial.next()
        requestID = serial.text
        trace = Trace(serial: serial)
    }

    /// An address without port; empty for connections that have none.
    public var clientAddress: String { forwardedFor ?? peer ?? "" }

    var peer: String? { knownPeer ?? channel.remoteAddress?.ipAddress }
}
