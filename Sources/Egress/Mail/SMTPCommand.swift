/// Where in a conversation with a mail server one is (RFC 5321, section 4.1.1).
public enum SMTPCommand: String, Sendable, Equatable, CaseIterable {
    case connecting = ""
    case hello = "EHLO"
    case oldHello = "HELO"
    case startTLS = "STARTTLS"
    case authentication = "AUTH"
    case sender = "MAIL"
    case recipient = "RCPT"
    /// The command and the message after it.
    case data = "DATA"
    case quit = "QUIT"

    /// Nil for what is no command, such as the answers to challenges that follow `AUTH`.
    init?(line: UnsafeRawBufferPointer) {
        let word = line.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\r") }
        guard !word.isEmpty, word.count <= 8 else { return nil }
        self.init(rawValue: String(decoding: word, as: UTF8.self))
    }

    /// What a refusal at this point is about.
    var subject: String {
        switch self {
        case .connecting, .hello, .oldHello: "the connection"
        case .startTLS: "encryption"
        case .authentication: "the name or password"
        case .sender: "the sender"
        case .recipient: "the recipient"
        case .data: "the message"
        case .quit: "the end"
        }
    }
}
