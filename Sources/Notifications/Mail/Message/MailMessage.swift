public import Time

/// A mail before it is bytes: text and HTML of the same content.
public struct MailMessage: Sendable {
    public let from: MailSender
    /// The recipient's address.
    public let to: String
    public let subject: String
    public let text: String
    public let html: String
    /// The left side of the message's identifier: the same for a message that is sent again, so that mail programs
    /// show it once.
    public let id: String
    public let date: Instant
    /// Where one click, or a mail program by itself, ends such mails (RFC 8058).
    public let unsubscribe: String?

    public init(
        from: MailSender, to: String, subject: String, text: String, html: String, id: String, date: Instant,
        unsubscribe: String?
    ) {
        self.from = from
        self.to = to
        self.subject = subject
        self.text = text
        self.html = html
        self.id = id
        self.date = date
        self.unsubscribe = unsubscribe
    }
}

extension MailMessage {
    /// The message in the form of RFC 5322 and MIME, ready to be handed in: `multipart/alternative`, each part in
    /// quoted-printable, all of it ASCII but for addresses that are not.
    public var bytes: [UInt8] {
        let boundary = "=_\(id.filter { $0.isASCII && ($0.isLetter || $0.isNumber) })_="
        var lines = header
        lines.append("Content-Type: multipart/alternative; boundary=\"\(boundary)\"")
        lines.append("")
        for (type, content) in [("plain", text), ("html", html)] {
            lines.append("--\(boundary)")
            lines.append("Content-Type: text/\(type); charset=utf-8")
            lines.append("Content-Transfer-Encoding: quoted-printable")
            lines.append("")
            lines += QuotedPrintable.lines(of: content)
        }
        lines.append("--\(boundary)--")
        return Array(lines.map { $0 + "\r\n" }.joined().utf8)
    }

    private var header: [String] {
        var lines = [
            "Date: \(MailDate.text(of: date))",
            "From: \(HeaderText.mailbox(from.name, from.address))",
            "To: \(HeaderText.mailbox(nil, to))",
            "Message-ID: <\(HeaderText.token(id))@\(from.asciiDomain)>",
            "Subject: \(HeaderText.encoded(subject, after: "Subject: ".count))",
            // RFC 3834, section 5: so that no vacation notice comes back.
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
        ]
        if let unsubscribe {
            let link = HeaderText.link(unsubscribe)
            lines.append("List-Unsubscribe: <\(link)>")
            // RFC 8058, section 3.1: with https only.
            if link.hasPrefix("https://") { lines.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click") }
        }
        return lines
    }
}
