import Testing

@testable import Egress

struct SMTPServerTests {
    @Test(arguments: [
        ("smtp://mail.example", "mail.example:587", SMTPServer.Encryption.required),
        ("smtp://mail.example:25/", "mail.example:25", .required),
        ("smtp://mail.example:25?tls=none", "mail.example:25", .none),
        ("smtp://mail.example?tls=required", "mail.example:587", .required),
        ("SMTPS://Mail.Example", "mail.example:465", .immediate),
        ("smtps://[fd00::1]:4465/", "[fd00::1]:4465", .immediate),
        ("smtp://localhost", "localhost:587", .none), ("smtp://127.0.0.1:1025", "127.0.0.1:1025", .none),
        ("smtp://[::1]:1025", "[::1]:1025", .none), ("smtp://localhost?tls=required", "localhost:587", .required),
        ("smtp://ada:pw@localhost", "localhost:587", .none),
    ])
    func `An address says where, and how safely`(text: String, endpoint: String, encryption: SMTPServer.Encryption)
        throws
    {
        let server = try SMTPServer(text)
        #expect(server.endpoint.description == endpoint)
        #expect(server.encryption == encryption)
    }

    @Test(arguments: [
        ("smtp://ada:hunter2@mail.example", "ada", "hunter2"),
        ("smtp://ada%40example.org:p%2Fw%3A%23@mail.example", "ada@example.org", "p/w:#"),
        ("smtp://ada@example.org:a:b@mail.example", "ada@example.org", "a:b"), ("smtp://ada:@mail.example", "ada", ""),
        ("smtp://ad%C3%A9:%20@mail.example", "adé", " "),
    ])
    func `Name and password are percent-encoded`(text: String, user: String, password: String) throws {
        #expect(try SMTPServer(text).credentials == SMTPServer.Credentials(user: user, password: password))
    }

    @Test(arguments: [
        "", "mail.example", "mail.example:587", "http://mail.example", "smtp:mail.example", "smtp://", "smtp://:587",
        "smtp://mail.example:0", "smtp://mail.example:70000", "smtp://mail.example/inbox", "smtp://mail.example#x",
        "smtp://mail.example?tls=maybe", "smtp://mail.example?", "smtp://mail.example?tls=none&x=1",
        "smtps://mail.example?tls=none", "smtps://mail.example?tls=required", "smtp://hunter2@mail.example",
        "smtp://:hunter2@mail.example", "smtp://ada:hunter2/x@mail.example", "smtp://ada:hunter2%@mail.example",
        "smtp://ada:hunter2%0A@mail.example", "smtp://ada:hunter2%00@mail.example",
        "smtp://ada:hunter2%FF@mail.example",
        "smtp://ada:hunter2%+1@mail.example", "smtp://ada:hunter2@mail.example?tls=none",
        "smtp://ada:hunter2@ma il.example",
    ])
    func `Anything else is refused in words that do not repeat a password`(text: String) {
        let error = #expect(throws: EgressError.self) { try SMTPServer(text) }
        #expect(error.map { !"\($0)".contains("hunter2") } == true)
    }

    @Test(arguments: [
        "ada", "@", "ada@", "@example.org", "ada@example.org>", "<ada@example.org", "ada@example.org\r\nRCPT TO:<x@y>",
        "a b@example.org", "ada@example.org x", "ada@b@example.org", "ada@example.org,x@y", "\"a\"@example.org", "",
        "ada\u{0}@example.org", "ada@example.org\u{2028}",
    ])
    func `An address that could be more than one is not put into a command`(address: String) {
        #expect(throws: EgressError.self) { try OutboundMail(from: "todo@example.org", to: address, message: []) }
        #expect(throws: EgressError.self) { try OutboundMail(from: address, to: "todo@example.org", message: []) }
    }

    @Test(arguments: [
        (
            SMTPCommand.recipient, ["550 5.1.1 No such user\r\n"], true,
            "the mail server refused the recipient (550 5.1.1)"
        ),
        (
            .recipient, ["250-x\r\n", "451 4.7.1 Greylisted at inner-host.corp\r\n"], false,
            "the mail server refused the recipient (451 4.7.1)"
        ),
        (.data, ["354 go\r\n", "554 spam\r\n"], true, "the mail server refused the message (554)"),
        (.authentication, ["535 5.7.8 wrong\r\n"], false, "the mail server refused the name or password (535 5.7.8)"),
        (.sender, ["550 5.7.1 not yours\r\n"], false, "the mail server refused the sender (550 5.7.1)"),
        (.connecting, ["554 no service\r\n"], false, "the mail server refused the connection (554)"),
    ])
    func `A refusal tells what was refused, and whether for good`(
        command: SMTPCommand, lines: [String], isFinal: Bool, words: String
    ) throws {
        let refusal = try #require(SMTPRefusal(to: command, lines: lines))
        #expect(refusal.isFinal == isFinal)
        #expect(refusal.description == words)
    }

    @Test(arguments: [[], ["250 ok"], ["354 go"], ["hello"], ["5"], ["999 x"]])
    func `Other replies are no refusals`(lines: [String]) {
        #expect(SMTPRefusal(to: .data, lines: lines) == nil)
    }
}
