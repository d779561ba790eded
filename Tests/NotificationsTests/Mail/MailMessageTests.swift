import Foundation
import Testing
import Time

@testable import Notifications

struct MailMessageTests {
    private func message(
        from: String = "Todo <todo@example.org>", to: String = "ada@example.net", subject: String = "Due soon: milk",
        text: String = "Hello", html: String = "<p>Hello", unsubscribe: String? = nil
    ) throws -> String {
        let message = MailMessage(
            from: try #require(MailSender(from)), to: to, subject: subject, text: text, html: html,
            id: "0190-ab", date: Instant(milliseconds: 1_795_516_610_123), unsubscribe: unsubscribe)
        return String(decoding: message.bytes, as: UTF8.self)
    }

    @Test func `A message has both parts and the fields that mail programs look for`() throws {
        #expect(
            try message(unsubscribe: "https://todo.example.org/u?t=1") == """
                Date: Tue, 24 Nov 2026 10:36:50 +0000\r
                From: Todo <todo@example.org>\r
                To: ada@example.net\r
                Message-ID: <0190-ab@example.org>\r
                Subject: Due soon: milk\r
                Auto-Submitted: auto-generated\r
                MIME-Version: 1.0\r
                List-Unsubscribe: <https://todo.example.org/u?t=1>\r
                List-Unsubscribe-Post: List-Unsubscribe=One-Click\r
                Content-Type: multipart/alternative; boundary="=_0190ab_="\r
                \r
                --=_0190ab_=\r
                Content-Type: text/plain; charset=utf-8\r
                Content-Transfer-Encoding: quoted-printable\r
                \r
                Hello\r
                --=_0190ab_=\r
                Content-Type: text/html; charset=utf-8\r
                Content-Transfer-Encoding: quoted-printable\r
                \r
                <p>Hello\r
                --=_0190ab_=--\r

                """)
    }

    @Test func `One click needs https`() throws {
        #expect(try !message(unsubscribe: "http://localhost/u").contains("One-Click"))
        #expect(try !message().contains("List-Unsubscribe"))
    }

    @Test(arguments: [
        "\r\nBcc: eve@example.org", "\nBcc: eve@example.org", "\r\r\n\r\nbody", "\u{85}Bcc: x", "\u{2028}Bcc: x",
        "\0\u{b}Bcc: x",
    ])
    func `Nothing that people write ends its field`(evil: String) throws {
        let plain = try message(subject: "a b", unsubscribe: "https://todo.example.org/").components(
            separatedBy: "\r\n")
        for message in [
            try message(subject: "a\(evil)", unsubscribe: "https://todo.example.org/"),
            try message(to: "ada@example.net\(evil)", unsubscribe: "https://todo.example.org/"),
            try message(unsubscribe: "https://todo.example.org/\(evil)"),
        ] {
            let lines = message.components(separatedBy: "\r\n")
            #expect(lines.count == plain.count, "\(message)")
            #expect(!message.replacing("\r\n", with: "").unicodeScalars.contains { $0 == "\r" || $0 == "\n" })
            #expect(lines.filter { $0.hasPrefix("Bcc") || $0 == "body" }.isEmpty)
        }
        #expect(MailSender("Todo\(evil) <todo@example.org>") == nil)
    }

    @Test(arguments: [
        "Milch für Ümit", "🥛 milk", "=?utf-8?B?eA==?=", String(repeating: "long ", count: 60), "ü",
        String(repeating: "👩‍👩‍👧‍👦", count: 40), "日本語の件名は長くなることがありますので折り返しが必要です。さらに続きます。",
    ])
    func `A subject beyond ASCII or beyond a line is written in encoded words`(subject: String) throws {
        let encoded = HeaderText.encoded(subject, after: "Subject: ".count)
        let words = encoded.components(separatedBy: "\r\n ")
        #expect(words.allSatisfy { $0.utf8.count <= 75 && $0.hasPrefix("=?utf-8?B?") && $0.hasSuffix("?=") })
        #expect("Subject: \(words[0])".utf8.count <= 76)
        #expect(words.map(decoded).joined() == HeaderText.singleLine(subject))
    }

    private func decoded(_ word: String) -> String {
        let base64 = word.dropFirst("=?utf-8?B?".count).dropLast(2)
        return Data(base64Encoded: String(base64)).flatMap { String(validating: $0, as: UTF8.self) } ?? "?"
    }

    @Test(
        arguments: [
            ("todo@example.org", nil, "todo@example.org"),
            ("Todo <todo@example.org>", "Todo", "Todo <todo@example.org>"),
            (#""Todo, at home" <todo@example.org>"#, "Todo, at home", #""Todo, at home" <todo@example.org>"#),
            ("To.do <todo@example.org>", "To.do", #""To.do" <todo@example.org>"#),
            ("Ümit <ü@bücher.example>", "Ümit", "=?utf-8?B?w5xtaXQ=?=\r\n <ü@bücher.example>"),
            (" <todo@example.org>", nil, "todo@example.org"),
        ] as [(String, String?, String)])
    func `A sender is an address, perhaps with a name`(text: String, name: String?, field: String) throws {
        let sender = try #require(MailSender(text))
        #expect(sender.name == name)
        #expect(HeaderText.mailbox(sender.name, sender.address) == field)
    }

    @Test(arguments: [
        "", "todo", "todo@", "<todo@example.org", "Todo todo@example.org", "Todo <todo>", "a@b, c@d", "Todo <a@b> x",
        "To\"do <a@b>", "To<do <a@b>",
    ])
    func `Anything else is no sender`(text: String) {
        #expect(MailSender(text) == nil)
    }

    @Test(arguments: [
        ("", [""]), ("a\nb\r\nc", ["a", "b", "c"]), ("a=b", ["a=3Db"]), ("tab\t", ["tab=09"]), ("end ", ["end=20"]),
        (".", ["=2E"]), ("From here", ["=46rom here"]), ("ü", ["=C3=BC"]), ("\u{0}", ["=00"]),
        (String(repeating: "a", count: 76), [String(repeating: "a", count: 76)]),
        (String(repeating: "a", count: 77), [String(repeating: "a", count: 75) + "=", "aa"]),
    ])
    func `Quoted-printable leaves text legible`(text: String, lines: [String]) {
        #expect(QuotedPrintable.lines(of: text) == lines)
    }

    @Test func `Quoted-printable is read back, whatever was written`() {
        var random = SystemRandomNumberGenerator()
        let scalars: [Unicode.Scalar] = ["a", "=", " ", ".", "F", "\t", "ü", "👩", "\n", "-", "\u{200D}", "\u{0}"]
        for _ in 0..<3000 {
            let text = String(
                String.UnicodeScalarView(
                    (0..<Int.random(in: 0...300, using: &random)).map { _ in
                        scalars.randomElement(using: &random) ?? "a"
                    }))
            let lines = QuotedPrintable.lines(of: text)
            #expect(
                lines.allSatisfy {
                    $0.utf8.count <= 76 && !$0.hasSuffix(" ") && !$0.hasSuffix("\t") && !$0.hasPrefix(".")
                })
            #expect(read(lines) == Array(text.utf8), "\(text)")
        }
    }

    private func read(_ lines: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        for line in lines {
            var rest = Array(line.utf8)[...]
            while let byte = rest.popFirst() {
                guard byte == UInt8(ascii: "=") else {
                    bytes.append(byte)
                    continue
                }
                if rest.isEmpty { break }
                bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
                rest = rest.dropFirst(2)
            }
            if !line.hasSuffix("=") { bytes.append(UInt8(ascii: "\n")) }
        }
        return bytes.dropLast()
    }

    @Test(
        arguments: [
            (0, "Thu, 01 Jan 1970 00:00:00 +0000"), (951_868_799_999, "Tue, 29 Feb 2000 23:59:59 +0000"),
            (253_402_300_799_999, "Fri, 31 Dec 9999 23:59:59 +0000"), (-1, "Wed, 31 Dec 1969 23:59:59 +0000"),
        ] as [(Int64, String)])
    func `Dates are those of the calendar`(milliseconds: Int64, text: String) {
        #expect(MailDate.text(of: Instant(milliseconds: milliseconds)) == text)
    }
}
