/// What a mail says, before it has words.
public enum MailLetter: Sendable {
    /// That a task is due, or was.
    case reminder(ReminderLetter)
    /// What a day brings.
    case digest(DigestLetter)
    /// Asks whether the address is theirs. It holds no word of whoever gave the address: it may go to a stranger.
    case confirmation(link: String)
    /// Lets them choose a new password; nobody else's words are in it either.
    case passwordReset(link: String)
    /// Shows the operator that mail arrives.
    case test(server: String)
}

/// A task that a person is told of.
public struct ReminderLetter: Sendable {
    public enum Occasion: Sendable {
        case dueSoon
        case overdue
        /// The person asked for it.
        case reminder
    }

    public let occasion: Occasion
    public let title: String
    /// When the task is due, in words and in the person's zone: `Tuesday 24 November, 18:00`.
    public let due: String?
    /// Whether this should have been sent earlier.
    public let isLate: Bool
    /// Where the task is shown.
    public let link: String?
    /// Where such mails are ended.
    public let unsubscribe: String?

    public init(
        _ occasion: Occasion, title: String, due: String?, isLate: Bool = false, link: String?, unsubscribe: String?
    ) {
        self.occasion = occasion
        self.title = title
        self.due = due
        self.isLate = isLate
        self.link = link
        self.unsubscribe = unsubscribe
    }
}

/// A day's tasks in one mail.
public struct DigestLetter: Sendable {
    public struct Item: Sendable {
        public let title: String
        /// When it is due, in words and in the person's zone.
        public let due: String?

        public init(title: String, due: String?) {
            self.title = title
            self.due = due
        }
    }

    /// Some tasks and how many there are in all.
    public struct Section: Sendable {
        public let items: [Item]
        public let total: Int

        /// - Parameter total: at least as many as there are items.
        public init(_ items: [Item], total: Int) {
            self.items = items
            self.total = max(total, items.count)
        }
    }

    /// The day in words and in the person's zone: `Tuesday 24 November`.
    public let day: String
    public let overdue: Section
    public let today: Section
    public let upcoming: Section
    /// Where the tasks are shown.
    public let link: String?
    /// Where such mails are ended.
    public let unsubscribe: String?

    public init(
        day: String, overdue: Section, today: Section, upcoming: Section, link: String?, unsubscribe: String?
    ) {
        self.day = day
        self.overdue = overdue
        self.today = today
        self.upcoming = upcoming
        self.link = link
        self.unsubscribe = unsubscribe
    }
}

extension MailLetter {
    /// Where such mails are ended; nil for those that nobody can do without.
    var unsubscribe: String? {
        switch self {
        case .reminder(let letter): letter.unsubscribe
        case .digest(let letter): letter.unsubscribe
        case .confirmation, .passwordReset, .test: nil
        }
    }
}
