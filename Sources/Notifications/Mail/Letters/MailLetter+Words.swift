extension MailLetter {
    /// The template's name.
    var template: String {
        switch self {
        case .reminder: "reminder"
        case .digest: "digest"
        case .confirmation: "confirmation"
        case .passwordReset: "password-reset"
        case .test: "test"
        }
    }

    /// One line. A title in it is cut to what a list of mails shows.
    var subject: String {
        switch self {
        case .reminder(let letter): "\(letter.heading): \(Self.short(letter.title))"
        case .digest(let letter): "Your tasks for \(letter.day)"
        case .confirmation: "Confirm your e-mail address"
        case .passwordReset: "Set a new password"
        case .test: "Test mail"
        }
    }

    /// What the templates fill in. Whatever people wrote is one line.
    var words: [String: any Sendable] {
        var words: [String: any Sendable] = ["subject": HeaderText.singleLine(subject)]
        words["unsubscribe"] = unsubscribe
        switch self {
        case .reminder(let letter):
            words["heading"] = letter.heading
            words["title"] = HeaderText.singleLine(letter.title)
            words["due"] = letter.due
            words["dueLabel"] = letter.occasion == .overdue ? "Was due" : "Due"
            words["late"] = letter.isLate
            words["link"] = letter.link
        case .digest(let letter):
            words["day"] = letter.day
            words["sections"] = [
                Self.words(of: letter.overdue, "Overdue"), Self.words(of: letter.today, "Due today"),
                Self.words(of: letter.upcoming, "Coming up"),
            ].compactMap(\.self)
            words["empty"] = letter.overdue.total + letter.today.total + letter.upcoming.total == 0
            words["link"] = letter.link
        case .confirmation(let link), .passwordReset(let link):
            words["link"] = link
        case .test(let server):
            words["server"] = server
        }
        return words
    }

    private static func words(of section: DigestLetter.Section, _ heading: String) -> [String: any Sendable]? {
        guard section.total > 0 else { return nil }
        let items: [[String: any Sendable]] = section.items.map { item in
            var words: [String: any Sendable] = ["title": HeaderText.singleLine(item.title)]
            words["due"] = item.due
            return words
        }
        var words: [String: any Sendable] = ["heading": heading, "items": items]
        if section.total > section.items.count { words["more"] = section.total - section.items.count }
        return words
    }

    private static func short(_ title: String) -> String {
        title.count <= 120 ? title : title.prefix(119) + "…"
    }
}

extension ReminderLetter {
    var heading: String {
        switch occasion {
        case .dueSoon: "Due soon"
        case .overdue: "Overdue"
        case .reminder: "Reminder"
        }
    }
}
