import Egress

/// Whether mail leaves.
struct MailCheck {
    /// Nil when no mail server is named.
    let server: SMTPServer?

    /// Without sending anything.
    var finding: Finding {
        guard let server else { return .ok("mail", "none is sent; SMTP_URL names no server") }
        return .ok("mail", "by \(server.endpoint), \(server.encryption.words); --mail-to ADDRESS tries it")
    }

    /// - Parameters:
    ///   - recipient: to whom a test mail was sent.
    ///   - outcome: the line by which the server accepted it, or why it did not; nil when there was no server to try.
    func finding(recipient: String, outcome: Result<String, EgressError>?) -> Finding {
        guard let server, let outcome else {
            return .problem("mail", "no server to send with", advice: "set SMTP_URL and MAIL_FROM")
        }
        switch outcome {
        case .success(let line):
            return .ok("mail", "\(server.endpoint) took a mail to \(recipient): \(line)")
        case .failure(let error):
            return .problem("mail", "\(server.endpoint): \(Self.words(error))", advice: Self.advice(error))
        }
    }

    /// The operator may read all that the server said.
    private static func words(_ error: EgressError) -> String {
        if case .mail(let refusal) = error { "\(error): \(refusal.line)" } else { "\(error)" }
    }

    private static func advice(_ error: EgressError) -> String {
        switch error {
        case .mail(let refusal): advice(refusal)
        case .badRequest: "look at the address after --mail-to, and at MAIL_FROM"
        case .certificate: "use the host name in the certificate, or name the certificates to trust with SSL_CERT_FILE"
        case .tls: "this port may want the other kind: smtps:// encrypts at once, smtp:// by STARTTLS"
        case .badAddress, .refusedAddress, .unresolvable, .connection, .timeout, .notUnderstood, .busy, .cancelled:
            "look at host and port in SMTP_URL, and at the firewalls in between"
        }
    }

    private static func advice(_ refusal: SMTPRefusal) -> String {
        switch refusal.command {
        case .authentication: "correct name and password in SMTP_URL"
        case .sender: "the server takes no mail from MAIL_FROM, or wants a name and password first"
        case .recipient where refusal.code < 500, .data where refusal.code < 500:
            "try again in some minutes: many servers put newcomers off"
        case .recipient, .data, .connecting, .hello, .oldHello, .startTLS, .quit: "ask who runs the mail server"
        }
    }
}

extension SMTPServer.Encryption {
    var words: String {
        switch self {
        case .immediate: "encrypted"
        case .required: "encrypted by STARTTLS"
        case .none: "not encrypted"
        }
    }
}
