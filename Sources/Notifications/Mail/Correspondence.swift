import JSON
public import Storage

/// Turns deliveries by mail into letters and hands them in.
public struct Correspondence: Sendable {
    private let database: any Database
    private let box: SecretBox
    private let channel: MailChannel
    private let unsubscribing: Unsubscribing

    public init(database: any Database, box: SecretBox, channel: MailChannel, unsubscribing: Unsubscribing) {
        self.database = database
        self.box = box
        self.channel = channel
        self.unsubscribing = unsubscribing
    }

    /// One attempt.
    public func send(_ delivery: Delivery) async -> Attempt {
        do {
            if let letter = try SealedLetter(delivery, box: box) {
                return await channel.send(letter.letter, to: letter.address, id: delivery.id.description)
            }
            let recipient = try await database.read(.lookup) { try Recipient(delivery.user, in: $0) }
            guard let recipient, recipient.isEmailConfirmed else {
                return .refused(reason: "The address is not confirmed.")
            }
            guard let letter = try letter(delivery, to: recipient) else {
                return .refused(reason: "The server does not know what to write.")
            }
            return await channel.send(letter, to: recipient.email, id: delivery.id.description)
        } catch is SecretBoxError {
            return .refused(reason: "The letter can no longer be read: the server has another secret now.")
        } catch {
            return .failed(reason: "The server could not look at the letter.")
        }
    }

    private func letter(_ delivery: Delivery, to recipient: Recipient) throws -> MailLetter? {
        let data = try JSONValue(stored: delivery.payload)["data"] ?? .null
        let unsubscribe = unsubscribing.link(for: recipient.user)
        if delivery.kind == "digest" { return .digest(DigestLetter(data, unsubscribe: unsubscribe)) }
        let event = data["event"]
        let occasion: ReminderLetter.Occasion
        switch delivery.kind {
        case "task-due-soon": occasion = .dueSoon
        case "task-overdue": occasion = .overdue
        case "task-reminder": occasion = .reminder
        default: return nil
        }
        return .reminder(
            ReminderLetter(
                occasion, title: event?["task"]?["title"]?.string ?? "",
                due: event?["reminder"]?["due_date"]?.string.map { DueWords.text($0, in: recipient.zone) },
                isLate: event?["reminder"]?["late"]?.bool ?? false, link: nil, unsubscribe: unsubscribe))
    }
}

extension SealedLetter {
    fileprivate var letter: MailLetter {
        switch kind {
        case .confirmation: .confirmation(link: link)
        case .passwordReset: .passwordReset(link: link)
        }
    }
}

extension DigestLetter {
    /// Reads what ``Digests`` wrote.
    fileprivate init(_ data: JSONValue, unsubscribe: String) {
        func section(_ name: String) -> Section {
            let items = (data[name]?["tasks"]?.array ?? []).map { task in
                Item(title: task["title"]?.string ?? "", due: task["due"]?.string)
            }
            return Section(items, total: data[name]?["count"]?.integer ?? items.count)
        }
        self.init(
            day: data["day"]?.string ?? "", overdue: section("overdue"), today: section("today"),
            upcoming: section("upcoming"), link: nil, unsubscribe: unsubscribe)
    }
}
