/// A mail server's negative reply (RFC 5321, section 4.2).
public struct SMTPRefusal: Sendable, Equatable, CustomStringConvertible {
    /// What it was the reply to.
    public let command: SMTPCommand
    /// 400 to 599.
    public let code: Int
    /// The reply's last line, as the server wrote it: for the operator, since it may tell how the server is set up.
    public let line: String

    /// Nil unless the last line is a negative reply.
    init?(to command: SMTPCommand, lines: [String]) {
        guard let line = lines.last, let code = Int(line.prefix(3)), (400...599).contains(code) else { return nil }
        self.command = command
        self.code = code
        self.line = Self.oneLine(line)
    }

    /// Whether it makes no sense to try this message again for this recipient. A permanent reply about the connection,
    /// the password or the sender is about how the server is set up, and that may be put right.
    public var isFinal: Bool { code >= 500 && (command == .recipient || command == .data) }

    /// Says who refused what, with the code and the enhanced one (RFC 3463), and nothing else of the reply.
    public var description: String {
        let codes = enhancedCode.map { "\(code) \($0)" } ?? "\(code)"
        return "the mail server refused \(command.subject) (\(codes))"
    }

    private var enhancedCode: String? {
        let words = line.split(separator: " ", maxSplits: 2)
        guard words.count > 1, words[1].wholeMatch(of: /[245]\.[0-9]{1,3}\.[0-9]{1,3}/) != nil else { return nil }
        return String(words[1])
    }

    /// At most 300 characters, without line breaks and other controls.
    static func oneLine(_ text: String) -> String {
        let shown = text.prefix(300).filter { !$0.isNewline && $0.unicodeScalars.allSatisfy { $0.value >= 0x20 } }
        return String(shown)
    }
}
