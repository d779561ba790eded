import CCurl

extension Egress {
    /// Hands a mail to the operator's server, wherever that is: whoever names it may mean an inner one. This opens
    /// nothing for other requests.
    ///
    /// - Returns: the line by which the server accepted it.
    /// - Throws: ``EgressError``; ``EgressError/mail(_:)`` when the server said no.
    public func send(_ letter: OutboundMail, by server: SMTPServer) async throws(EgressError) -> String {
        let deadline = ContinuousClock.now + letter.timeout
        let addresses = try await mail.resolution.addresses(of: server.endpoint.host, within: letter.timeout)
        let route = Route(to: server.endpoint, addresses: addresses)
        let certificates = certificates
        return try await mail.transfer { cancellation in
            Self.exchange(letter, server, route, certificates, deadline, cancellation)
        }
    }

    private static func exchange(
        _ mail: OutboundMail, _ server: SMTPServer, _ route: Route, _ certificates: String?,
        _ deadline: ContinuousClock.Instant, _ cancellation: Cancellation
    ) -> Result<String, EgressError> {
        let exchange = Exchange(
            checked: Set(route.addresses), outgoing: mail.message, deadline: deadline, cancellation: cancellation)
        guard !exchange.isLate else { return .failure(.timeout) }
        guard var handle = EasyHandle(exchange) else { return .failure(.busy) }
        handle.guardTransfer(route, protocols: "smtp,smtps", certificates: certificates, timeout: deadline - .now)
        let scheme = server.encryption == .immediate ? "smtps" : "smtp"
        handle.set(CURLOPT_URL, "\(scheme)://\(server.endpoint)/\(greetingName(of: mail))")
        let encryption = server.encryption == .none ? CURLUSESSL_NONE : CURLUSESSL_ALL
        handle.set(CURLOPT_USE_SSL, Int(encryption.rawValue))
        if let credentials = server.credentials {
            handle.set(CURLOPT_USERNAME, credentials.user)
            handle.set(CURLOPT_PASSWORD, credentials.password)
        }
        handle.set(CURLOPT_MAIL_FROM, "<\(mail.sender)>")
        handle.set(CURLOPT_MAIL_RCPT, ["<\(mail.recipient)>"])
        handle.set(CURLOPT_UPLOAD, true)
        // The callback that it turns on is how an exchange learns which command a reply belongs to.
        handle.set(CURLOPT_VERBOSE, true)
        let code = handle.perform()
        if code == CURLE_OK { return .success(SMTPRefusal.oneLine(exchange.lines.last ?? "")) }
        if let refusal = SMTPRefusal(to: exchange.command, lines: exchange.lines), !exchange.shallStop {
            return .failure(.mail(refusal))
        }
        return .failure(EgressError(code, exchange))
    }

    /// By what name this server greets: the sender's domain, rather than the machine's name.
    private static func greetingName(of mail: OutboundMail) -> String {
        if case .name(let name)? = try? Host(mail.senderDomain) { name } else { "localhost" }
    }
}
