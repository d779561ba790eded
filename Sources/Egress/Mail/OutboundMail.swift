/// A message and its envelope (RFC 5321, section 2.3.1): one sender, one recipient.
public struct OutboundMail: Sendable {
    public let sender: String
    public let recipient: String
    /// The message (RFC 5322), its lines ending in CRLF.
    public let message: [UInt8]
    /// From looking the server up to its acceptance.
    public let timeout: Duration

    /// - Throws: ``EgressError/badRequest(_:)`` when an address could mean more than an address in an SMTP command.
    public init(
        from sender: String, to recipient: String, message: [UInt8], timeout: Duration = .seconds(60)
    ) throws(EgressError) {
        guard Self.isAddress(sender), Self.isAddress(recipient) else {
            throw .badRequest("this is not a mail address")
        }
        self.sender = sender
        self.recipient = recipient
        self.message = message
        self.timeout = timeout
    }

    /// Whether a text can stand as an address in an SMTP command: one `@`, nothing that ends or begins anything else.
    public static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && text.utf8.count <= 254
            && text.unicodeScalars.allSatisfy { scalar in
                !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
                    && !"<>()[],;:\\\"".unicodeScalars.contains(scalar)
            }
    }

    /// What comes after the @.
    var senderDomain: Substring { sender[(sender.lastIndex(of: "@") ?? sender.startIndex)...].dropFirst() }
}
