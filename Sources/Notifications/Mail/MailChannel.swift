public import Egress
public import Time

/// Sends letters by the operator's mail server.
public struct MailChannel: Sendable {
    private let egress: Egress
    private let server: SMTPServer
    private let sender: MailSender
    private let templates: MailTemplates
    private let clock: WallClock

    public init(egress: Egress, server: SMTPServer, sender: MailSender, templates: MailTemplates, clock: WallClock) {
        self.egress = egress
        self.server = server
        self.sender = sender
        self.templates = templates
        self.clock = clock
    }

    /// Sends a letter, once.
    ///
    /// - Parameters:
    ///   - address: the recipient's.
    ///   - id: the delivery's: a letter that is sent again under the same one is the same mail to mail programs.
    public func send(_ letter: MailLetter, to address: String, id: String) async -> Attempt {
        do throws(EgressError) {
            _ = try await handIn(letter, to: address, id: id)
            return .sent
        } catch {
            return Attempt(mail: error)
        }
    }

    /// Sends a letter, and tells what the server said.
    ///
    /// - Returns: the line by which the server accepted it.
    /// - Throws: ``EgressError``.
    public func handIn(_ letter: MailLetter, to address: String, id: String) async throws(EgressError) -> String {
        let (text, html) = templates.render(letter)
        let message = MailMessage(
            from: sender, to: address, subject: letter.subject, text: text, html: html, id: id, date: clock.now(),
            unsubscribe: letter.unsubscribe)
        return try await egress.send(
            OutboundMail(from: sender.address, to: address, message: message.bytes), by: server)
    }
}

extension Attempt {
    /// What a mail that was not accepted means for its delivery.
    init(mail error: EgressError) {
        switch error {
        case .mail(let refusal) where refusal.isFinal: self = .refused(reason: "\(error)")
        case .badRequest: self = .refused(reason: "\(error)")
        case .badAddress, .refusedAddress, .unresolvable, .connection, .timeout, .certificate, .tls, .notUnderstood,
            .mail, .busy, .cancelled:
            self = .failed(reason: Self.reason(error))
        }
    }

    /// A mail always goes to the operator's server: where that has trouble, it says so.
    private static func reason(_ error: EgressError) -> String {
        if case .mail = error { "\(error)" } else { "the mail server: \(error)" }
    }
}
