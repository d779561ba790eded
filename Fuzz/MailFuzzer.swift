// module Egress: Sources/Egress/EgressError.swift Sources/Egress/Addresses/*.swift Sources/Egress/Mail/[OS]*.swift
// module Time: Sources/Time/*.swift
// with: Sources/Notifications/Mail/Message/*.swift
import Foundation
import Time

/// Whatever people write into a mail: it has the fields and parts that it was given, and no others.
func check(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let sender = MailSender(text)
    if let sender {
        let field = HeaderText.mailbox(sender.name, sender.address)
        expect(
            field.components(separatedBy: "\r\n").dropFirst().allSatisfy { $0.hasPrefix(" ") },
            "a name stays in its field")
    }
    guard let from = sender ?? MailSender("todo@example.org") else { return }
    let message = MailMessage(
        from: from, to: text, subject: text, text: text, html: text, id: "0190-ab",
        date: Instant(milliseconds: Int64(bytes.count)), unsubscribe: text)
    let lines = String(decoding: message.bytes, as: UTF8.self).components(separatedBy: "\r\n")
    expect(lines.allSatisfy { $0.utf8.allSatisfy { $0 != 0x0A && $0 != 0x0D && $0 != 0 } }, "lines end in CRLF only")
    let head = lines.prefix { !$0.isEmpty }
    let names = head.filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
    let expected: [Substring] = [
        "Date", "From", "To", "Message-ID", "Subject", "Auto-Submitted", "MIME-Version", "List-Unsubscribe",
    ]
    expect(names.filter { $0 != "List-Unsubscribe-Post" } == expected + ["Content-Type"], "no field is added or lost")
    expect(lines.filter { $0.hasPrefix("--=_0190ab_=") }.count == 3, "two parts")
    expect(
        lines.dropFirst(head.count).allSatisfy { $0.utf8.count <= 76 && !$0.hasPrefix(".") }, "content lines are short")
}
