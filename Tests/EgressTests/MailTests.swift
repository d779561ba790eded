import Testing

@testable import Egress

/// Mail handed to a server on this machine that says what a test wants.
@Suite(.timeLimit(.minutes(1))) struct MailTests {
    private static let message = Array("Subject: x\r\n\r\nHello\r\n.\r\n..dots\r\nend\r\n".utf8)

    /// A server that accepts everything, except for the commands that it has other replies for; a reply of `nil`
    /// closes the connection.
    private func server(_ replies: [String: String?] = [:], extensions: [String] = []) throws -> LocalReceiver {
        try LocalReceiver { peer in
            guard say(replies["", default: "220 ready"], to: peer) else { return }
            while let line = peer.readLine() {
                let command = line.split(separator: " ").first.map(String.init) ?? ""
                let usual =
                    switch command {
                    case "EHLO":
                        (["mail.test"] + extensions).dropLast().map { "250-\($0)\r\n" }.joined()
                            + "250 \((["mail.test"] + extensions).last ?? "")"
                    case "DATA": "354 go on"
                    case "QUIT": "221 bye"
                    default: "250 2.1.0 fine"
                    }
                guard say(replies[command, default: usual], to: peer) else { return }
                if command == "QUIT" { return }
                if command == "DATA", replies["DATA"] == nil {
                    while let line = peer.readLine(), line != "." {}
                    guard say(replies[".", default: "250 2.0.0 queued as 42"], to: peer) else { return }
                }
            }
        }
    }

    private func send(
        _ receiver: LocalReceiver, _ options: String = "", user: String = "", from sender: String = "todo@example.org",
        timeout: Duration = .seconds(20)
    ) async throws -> String {
        let server = try SMTPServer("smtp://\(user)127.0.0.1:\(receiver.port)\(options)")
        let mail = try OutboundMail(from: sender, to: "ada@example.net", message: Self.message, timeout: timeout)
        return try await Egress().send(mail, by: server)
    }

    @Test func `An accepted mail is told with the server's words, and arrives whole`() async throws {
        let receiver = try server()
        #expect(try await send(receiver) == "250 2.0.0 queued as 42")
        let heard = try #require(await heard(receiver))
        #expect(
            heard == """
                EHLO example.org\r
                MAIL FROM:<todo@example.org>\r
                RCPT TO:<ada@example.net>\r
                DATA\r
                Subject: x\r
                \r
                Hello\r
                ..\r
                ...dots\r
                end\r
                .\r
                QUIT\r

                """)
    }

    @Test(arguments: [
        ("RCPT", "550 5.1.1 No such user", SMTPCommand.recipient), ("RCPT", "451 4.7.1 Greylisted", .recipient),
        ("MAIL", "550 5.7.1 Not yours", .sender), ("DATA", "554 5.7.1 No", .data), (".", "554 5.7.1 Spam", .data),
        (".", "452 4.3.1 Full", .data), ("", "554 No service", .connecting), ("", "421 Too busy", .connecting),
        ("EHLO", "550 Who are you", .hello),
    ])
    func `A refusal is told with what it was about`(command: String, reply: String, about: SMTPCommand) async throws {
        var replies: [String: String?] = [command: reply]
        if command == "EHLO" { replies["HELO"] = reply }
        let receiver = try server(replies)
        let error = await #expect(throws: EgressError.self) { try await send(receiver) }
        guard case .mail(let refusal) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(refusal.line == reply)
        // Libcurl falls back to the old greeting.
        #expect((refusal.command == .oldHello ? .hello : refusal.command) == about)
    }

    @Test(arguments: ["", "EHLO", "MAIL", "RCPT", "DATA", "."])
    func `A server that hangs up is no connection`(command: String) async throws {
        let receiver = try server([command: nil, "HELO": nil])
        await #expect(throws: EgressError.connection) { try await send(receiver) }
    }

    @Test func `Without STARTTLS nothing is sent where it is required, neither mail nor password`() async throws {
        let receiver = try server(extensions: ["AUTH PLAIN LOGIN"])
        await #expect(throws: EgressError.tls) { try await send(receiver, "?tls=required", user: "ada:hunter2@") }
        let heard = try #require(await heard(receiver))
        #expect(!heard.contains("MAIL") && !heard.contains("AUTH"), "\(heard)")
    }

    @Test func `A wrong password is told as such`() async throws {
        let receiver = try server(["AUTH": "535 5.7.8 Wrong"], extensions: ["AUTH PLAIN"])
        let error = await #expect(throws: EgressError.self) { try await send(receiver, user: "ada:hunter2@") }
        #expect(error.map { "\($0)" } == "the mail server refused the name or password (535 5.7.8)")
    }

    @Test func `A server that never answers is left in time`() async throws {
        let receiver = try LocalReceiver { $0.readToEnd() }
        await #expect(throws: EgressError.timeout) { try await send(receiver, timeout: .milliseconds(200)) }
    }

    @Test func `A server that keeps silent after a goodbye does not undo what it accepted`() async throws {
        let receiver = try server(["QUIT": "220-and now you wait"])
        #expect(try await send(receiver, timeout: .seconds(2)) == "250 2.0.0 queued as 42")
    }

    private func heard(_ receiver: LocalReceiver) async -> String? {
        for _ in 0..<2000 where receiver.heard.isEmpty { try? await Task.sleep(for: .milliseconds(1)) }
        return receiver.heard.first
    }
}

/// Sends a reply; false when there is none and the connection shall end.
private func say(_ reply: String?, to peer: LocalReceiver.Peer) -> Bool {
    guard let reply else { return false }
    return peer.write(reply + "\r\n")
}
