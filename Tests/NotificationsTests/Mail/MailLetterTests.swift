import Testing

@testable import Notifications

struct MailLetterTests {
    private static let letters: [MailLetter] = [
        .reminder(
            ReminderLetter(
                .dueSoon, title: "Milk & <honey>", due: "Tuesday 24 November, 18:00", isLate: true,
                link: "https://todo.example.org/tasks/1?a=1&b=2", unsubscribe: "https://todo.example.org/u/1")),
        .digest(
            DigestLetter(
                day: "Tuesday 24 November",
                overdue: .init([.init(title: "Late <one>", due: "yesterday")], total: 3), today: .init([], total: 0),
                upcoming: .init([.init(title: "Later", due: nil)], total: 1), link: "https://todo.example.org/",
                unsubscribe: "https://todo.example.org/u/1")),
        .confirmation(link: "https://todo.example.org/confirm-email?token=abc"),
        .passwordReset(link: "https://todo.example.org/reset-password?token=abc"),
        .test(server: "https://todo.example.org"),
    ]

    @Test(arguments: letters) func `Every letter has words in both forms`(letter: MailLetter) throws {
        let (text, html) = try MailTemplates().render(letter)
        for form in [text, html] {
            #expect(!form.isEmpty && !form.contains("{{"))
        }
        #expect(html.hasPrefix("<!doctype html>\n") && html.hasSuffix("</html>"))
        #expect(
            html.contains(
                "<title>\(letter.subject.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;"))</title>"
            ))
        #expect(!text.contains("&amp;") && !text.contains("\n\n\n"), "\(text)")
        #expect(!letter.subject.contains("\n"))
    }

    @Test func `A reminder says what, when, and where to end it`() throws {
        let (text, html) = try MailTemplates().render(Self.letters[0])
        #expect(
            text == """
                Due soon: Milk & <honey>

                Due: Tuesday 24 November, 18:00

                This comes late: its time had passed before it could be sent.

                Open it: https://todo.example.org/tasks/1?a=1&b=2

                --\u{20}
                No more mails like this one: https://todo.example.org/u/1

                """)
        #expect(html.contains(#"<h1 dir="auto">Milk &amp; &lt;honey&gt;</h1>"#))
        #expect(html.contains(#"href="https://todo.example.org/tasks/1?a=1&amp;b=2""#))
        #expect(html.contains(#"href="https://todo.example.org/u/1""#))
    }

    @Test func `A digest leaves out what is empty and counts what does not fit`() throws {
        let (text, html) = try MailTemplates().render(Self.letters[1])
        #expect(
            text == """
                Your tasks for Tuesday 24 November

                Overdue
                - Late <one> (yesterday)
                  and 2 more

                Coming up
                - Later

                All tasks: https://todo.example.org/

                --\u{20}
                No more mails like this one: https://todo.example.org/u/1

                """)
        #expect(!html.contains("Due today") && html.contains("Late &lt;one&gt;") && html.contains("and 2 more"))
    }

    @Test func `A day without tasks says so`() throws {
        let none = DigestLetter.Section([], total: 0)
        let letter = MailLetter.digest(
            DigestLetter(day: "today", overdue: none, today: none, upcoming: none, link: nil, unsubscribe: nil))
        let (text, html) = try MailTemplates().render(letter)
        #expect(text.contains("Nothing is due.") && html.contains("Nothing is due."))
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "\"><img src=x>", "{{link}}", "{{{link}}}", "a\r\nb", "<\u{301}b>", "&amp;",
    ])
    func `What people write is text in HTML, and one line`(title: String) throws {
        let reminder = ReminderLetter(.overdue, title: title, due: nil, link: nil, unsubscribe: nil)
        let (text, html) = try MailTemplates().render(.reminder(reminder))
        let plain = try MailTemplates().render(
            .reminder(ReminderLetter(.overdue, title: "x", due: nil, link: nil, unsubscribe: nil)))
        #expect(tags(html) == tags(plain.html), "\(html)")
        #expect(html.filter(\.isNewline).count == plain.html.filter(\.isNewline).count)
        #expect(text.filter(\.isNewline).count == plain.text.filter(\.isNewline).count)
    }

    /// What a browser takes for a tag: an angle bracket and a letter, a slash or an exclamation mark.
    private func tags(_ html: String) -> [Substring] {
        html.matches(of: /<[a-zA-Z\/!][^>]*>/).map(\.output)
    }

    @Test func `A long title is cut in the subject only`() throws {
        let title = String(repeating: "long ", count: 50)
        let letter = MailLetter.reminder(ReminderLetter(.reminder, title: title, due: nil, link: nil, unsubscribe: nil))
        #expect(letter.subject.count == "Reminder: ".count + 120)
        #expect(try MailTemplates().render(letter).text.contains(HeaderText.singleLine(title)))
    }
}
