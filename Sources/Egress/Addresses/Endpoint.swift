/// A host and a port.
public struct Endpoint: Hashable, Sendable, CustomStringConvertible {
    public let host: Host
    /// 1 to 65535.
    public let port: UInt16

    /// Reads `host:port`, or `host` alone where there is a usual port.
    ///
    /// - Throws: ``EgressError/badAddress(_:)``.
    public init(_ text: some StringProtocol, usualPort: UInt16? = nil) throws(EgressError) {
        let (hostText, portText) = Self.parts(of: text)
        host = try Host(hostText)
        if let portText {
            guard !portText.isEmpty, portText.utf8.count <= 5,
                portText.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
                let port = UInt16(portText), port > 0
            else { throw .badAddress("the port must be a number from 1 to 65535") }
            self.port = port
        } else if let usualPort {
            port = usualPort
        } else {
            throw .badAddress("the port is missing")
        }
    }

    /// At the first colon after the brackets of an IPv6 address.
    private static func parts(of text: some StringProtocol) -> (host: Substring, port: Substring?) {
        let text = Substring(text)
        let end = text.hasPrefix("[") ? text.firstIndex(of: "]") ?? text.startIndex : text.startIndex
        guard let colon = text[end...].firstIndex(of: ":") else { return (text, nil) }
        return (text[..<colon], text[text.index(after: colon)...])
    }

    public var description: String { "\(host):\(port)" }
}
