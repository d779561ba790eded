/// Why nothing came back, in words that may be shown to a person: they tell nothing of the network behind the server.
public enum EgressError: Error, Sendable, Equatable {
    /// The address is none that can be meant; the text says why and stands in a sentence.
    case badAddress(String)
    /// A header field or an envelope that cannot be sent.
    case badRequest(String)
    /// The host has an address that is not on the public internet.
    case refusedAddress
    /// The host's name leads nowhere, now at least.
    case unresolvable
    case connection
    case timeout
    /// The other side's certificate does not prove that it is this host.
    case certificate
    /// No secure connection, for another reason.
    case tls
    /// What came back is not of the protocol.
    case notUnderstood
    /// A mail server said no.
    case mail(SMTPRefusal)
    /// Too many are waiting to leave already.
    case busy
    case cancelled
}

extension EgressError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .badAddress(let reason): reason
        case .badRequest(let reason): reason
        case .refusedAddress: "the address is not on the public internet"
        case .unresolvable: "the host name was not found"
        case .connection: "no connection, or it was closed too early"
        case .timeout: "no answer in time"
        case .certificate: "the certificate is not valid for this host"
        case .tls: "no secure connection could be made"
        case .notUnderstood: "the answer was not understood"
        case .mail(let refusal): refusal.description
        case .busy: "too many messages wait to be sent; try again"
        case .cancelled: "stopped before an answer came"
        }
    }
}
