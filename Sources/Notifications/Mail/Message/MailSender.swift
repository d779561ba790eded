import Egress

/// Who mail comes from (`MAIL_FROM`): an address, perhaps with a name.
public struct MailSender: Sendable, Equatable {
    public let name: String?
    public let address: String

    /// Reads `todo@example.org`, `Todo <todo@example.org>` or `"Todo, at home" <todo@example.org>`; nil for
    /// anything else.
    public init?(_ text: String) {
        var name: Substring?
        var address = Substring(text).trimmed
        if address.hasSuffix(">"), let open = address.lastIndex(of: "<") {
            name = address[..<open].trimmed
            address = address[address.index(after: open)...].dropLast()
        }
        if let quoted = name, quoted.count >= 2, quoted.hasPrefix("\""), quoted.hasSuffix("\"") {
            name = quoted.dropFirst().dropLast()
        }
        let hasPlainName = name?.unicodeScalars.allSatisfy { scalar in
            HeaderText.isVisible(scalar) && !"\"\\<>".unicodeScalars.contains(scalar)
        }
        guard OutboundMail.isAddress(String(address)), hasPlainName != false else { return nil }
        self.address = String(address)
        self.name = name.flatMap { $0.isEmpty ? nil : String($0) }
    }

    /// What comes after the @; `localhost` where that is not ASCII, for identifiers that must be.
    var asciiDomain: String {
        let domain = address.drop { $0 != "@" }.dropFirst()
        return domain.utf8.allSatisfy { $0 < 0x80 } ? String(domain) : "localhost"
    }
}

extension Substring {
    /// Without spaces at both ends.
    fileprivate var trimmed: Substring {
        let start = drop { $0 == " " }
        guard let last = start.lastIndex(where: { $0 != " " }) else { return "" }
        return start[...last]
    }
}
