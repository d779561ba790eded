public import Events
import JSON
public import Storage
public import Time

/// The consumer that turns events into what people are told: notices, and deliveries to everybody outside.
public struct Notifier: Sendable {
    /// Whom an event goes to on the channels that have targets of their own.
    public struct Targets: Sendable {
        let webhooks: @Sendable (_ topic: String, _ user: Identifier, any Connection) throws -> [Identifier]
        let browsers: @Sendable (_ user: Identifier, any Connection) throws -> [Identifier]

        /// - Parameters:
        ///   - webhooks: the person's webhooks that want events of a topic.
        ///   - browsers: the person's push subscriptions.
        public init(
            webhooks: @escaping @Sendable (_ topic: String, _ user: Identifier, any Connection) throws -> [Identifier],
            browsers: @escaping @Sendable (_ user: Identifier, any Connection) throws -> [Identifier]
        ) {
            self.webhooks = webhooks
            self.browsers = browsers
        }
    }

    private let database: any Database
    private let deliveries: Deliveries
    private let notices: Notices
    private let targets: Targets
    private let sendsMail: Bool
    private let inbox: Inbox
    private let clock: WallClock

    /// - Parameter sendsMail: whether there is a server to send mail through; without one none is written down.
    public init(
        database: any Database, deliveries: Deliveries, notices: Notices, targets: Targets, sendsMail: Bool,
        clock: WallClock
    ) {
        self.database = database
        self.deliveries = deliveries
        self.notices = notices
        self.targets = targets
        self.sendsMail = sendsMail
        self.clock = clock
        inbox = Inbox(consumer: "notifications", clock: clock)
    }

    /// To be handed to whoever publishes.
    public var consumer: LocalPublisher.Consumer {
        LocalPublisher.Consumer(name: "notifications", take: take)
    }

    /// Takes in a person's events, all of them or none.
    @Sendable func take(_ events: [CloudEvent]) async -> PublishOutcome {
        guard let user = events.first?.user else { return .accepted }
        do {
            // Most events concern nobody: for them a look is enough.
            let wanted = try await database.read(.lookup) { [self] connection in
                try events.filter { try isWanted($0, in: connection) }
            }
            if wanted.isEmpty { return .accepted }
            try await database.write { [self] connection in
                guard let recipient = try Recipient(user, in: connection) else { return }
                let preferences = try NotificationPreferences.find(of: user, in: connection)
                for event in wanted {
                    _ = try inbox.receive(event, in: connection) {
                        try notify(recipient, of: event, as: preferences, in: connection)
                    }
                }
            }
            return .accepted
        } catch {
            return .retryLater("\(error)")
        }
    }

    private func isWanted(_ event: CloudEvent, in connection: any Connection) throws -> Bool {
        switch event.kind {
        case .taskDueSoon, .taskOverdue, .taskReminder, .userUpdated: true
        default: try !targets.webhooks(event.kind.topic, event.user, connection).isEmpty
        }
    }

    private func notify(
        _ recipient: Recipient, of event: CloudEvent, as preferences: NotificationPreferences,
        in connection: any Connection
    ) throws {
        if event.kind == .userUpdated {
            // Their zone may be another one: quiet hours follow by themselves, a planned digest does not.
            if preferences.digestTime != nil {
                try preferences.store(for: recipient.user, in: recipient.zone, at: clock.now(), in: connection)
            }
        }
        if preferences.channels.contains(.webhook) {
            try tellWebhooks(of: event, in: connection)
        }
        let data = try JSONParser.parse(event.data.utf8)
        guard let deadline = Deadline(event, data, in: recipient.zone) else { return }
        if preferences.channels.contains(.inApp) {
            try notices.add(
                deadline.kind, task: event.subject, title: deadline.title, body: deadline.body, of: recipient.user,
                in: connection)
        }
        try tell(recipient, deadline, of: event, as: preferences, in: connection)
    }

    private func tellWebhooks(of event: CloudEvent, in connection: any Connection) throws {
        let webhooks = try targets.webhooks(event.kind.topic, event.user, connection)
        guard !webhooks.isEmpty else { return }
        let body = WebhookMessage.body(of: event)
        for webhook in webhooks {
            try deliveries.enqueue(
                .webhook, to: webhook, of: event.user, kind: event.kind.topic, task: event.subject,
                payload: body, in: connection)
        }
    }

    /// By mail and push, when quiet hours are over.
    private func tell(
        _ recipient: Recipient, _ deadline: Deadline, of event: CloudEvent, as preferences: NotificationPreferences,
        in connection: any Connection
    ) throws {
        var addresses: [(Channel, Identifier?)] = []
        if preferences.channels.contains(.email), sendsMail, recipient.isEmailConfirmed {
            addresses.append((.email, nil))
        }
        if preferences.channels.contains(.push) {
            addresses += try targets.browsers(recipient.user, connection).map { (.push, $0) }
        }
        guard !addresses.isEmpty else { return }
        let now = clock.now()
        let quietUntil = preferences.quietHours?.end(at: now, in: recipient.zone)
        for (channel, target) in addresses {
            try deliveries.enqueue(
                channel, to: target, of: recipient.user, kind: event.kind.topic, task: event.subject,
                payload: Self.payload(deadline, of: event, for: channel), notBefore: quietUntil, in: connection)
        }
    }

    /// A letter is written from the event. A push has no room for one (see ``PushEncryption/longestMessage``): it holds
    /// the words and whose they are.
    private static func payload(_ deadline: Deadline, of event: CloudEvent, for channel: Channel) -> [UInt8] {
        WebhookMessage.body(type: event.kind.topic, at: event.time) { json in
            json.object { json in
                json.member("title", deadline.title)
                json.member("body", deadline.body)
                if channel == .push {
                    json.member("task_id") { json in
                        if let task = event.subject { json.plain(task.text) } else { json.null() }
                    }
                } else {
                    json.member("event") { $0.raw(event.data.utf8) }
                }
            }
        }
    }
}
