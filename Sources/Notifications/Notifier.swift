public import Events
import JSON
public import Storage
public import Time

/// The consumer that turns events into what people are told: notices, and deliveries to everybody outside.
public struct Notifier: Sendable {
    /// Whom events go to on the channels that have targets of their own.
    public struct Targets: Sendable {
        let webhooks: @Sendable (_ user: Identifier, any Connection) throws -> [(id: Identifier, topics: Set<String>)]
        let browsers: @Sendable (_ user: Identifier, any Connection) throws -> [Identifier]

        /// - Parameters:
        ///   - webhooks: the person's webhooks that are not disabled, and the topics that each wants.
        ///   - browsers: the person's push subscriptions.
        public init(
            webhooks:
                @escaping @Sendable (_ user: Identifier, any Connection) throws
                -> [(id: Identifier, topics: Set<String>)],
            browsers: @escaping @Sendable (_ user: Identifier, any Connection) throws -> [Identifier]
        ) {
            self.webhooks = webhooks
            self.browsers = browsers
        }
    }

    /// Somebody and all the ways to them, looked up once for all events of a batch.
    private struct Audience {
        let recipient: Recipient
        let preferences: NotificationPreferences
        let webhooks: [(id: Identifier, topics: Set<String>)]
        let browsers: [Identifier]
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
            let wanted = try await database.read(.lookup) { [targets] connection in
                let topics = try targets.webhooks(user, connection).reduce(into: Set()) { $0.formUnion($1.topics) }
                return events.filter { Self.isForPeople($0.kind) || topics.contains($0.kind.topic) }
            }
            if wanted.isEmpty { return .accepted }
            // Read before the transaction, which keeps all other writers waiting.
            let readings = try wanted.map { event in
                (event, data: Self.isForPeople(event.kind) ? try JSONValue(stored: event.data.utf8) : nil)
            }
            try await database.write { [self] connection in
                guard let audience = try audience(user, in: connection) else { return }
                var drafts: [Notices.Draft] = []
                for (event, data) in readings {
                    _ = try inbox.receive(event, in: connection) {
                        try tell(audience, of: event, data, noting: &drafts, in: connection)
                    }
                }
                try notices.add(drafts, of: user, in: connection)
            }
            return .accepted
        } catch StorageError.unreadable(let fault) where events.count == 1 {
            // It will be no more readable tomorrow, and others wait behind it.
            return .neverAcceptable(fault)
        } catch {
            return .retryLater("\(error)")
        }
    }

    private static func isForPeople(_ kind: EventKind) -> Bool {
        switch kind {
        case .taskDueSoon, .taskOverdue, .taskReminder, .userUpdated: true
        default: false
        }
    }

    /// Nil for nobody, or somebody who has left.
    private func audience(_ user: Identifier, in connection: any Connection) throws -> Audience? {
        guard let recipient = try Recipient(user, in: connection) else { return nil }
        let preferences = try NotificationPreferences.find(of: user, in: connection)
        return Audience(
            recipient: recipient, preferences: preferences,
            webhooks: preferences.channels.contains(.webhook) ? try targets.webhooks(user, connection) : [],
            browsers: preferences.channels.contains(.push) ? try targets.browsers(user, connection) : [])
    }

    /// - Parameters:
    ///   - data: the event's, if it is for people.
    ///   - drafts: gets what they are told in the application itself.
    private func tell(
        _ audience: Audience, of event: CloudEvent, _ data: JSONValue?, noting drafts: inout [Notices.Draft],
        in connection: any Connection
    ) throws {
        if event.kind == .userUpdated, audience.preferences.digestTime != nil {
            // Their zone may be another one: quiet hours follow by themselves, a planned digest does not.
            try audience.preferences.store(
                for: event.user, in: audience.recipient.zone, at: clock.now(), in: connection)
        }
        for webhook in audience.webhooks where webhook.topics.contains(event.kind.topic) {
            try deliveries.enqueue(
                .webhook, to: webhook.id, of: event.user, kind: event.kind.topic, task: event.subject,
                payload: WebhookMessage.body(of: event), in: connection)
        }
        guard let data, let deadline = Deadline(event, data, in: audience.recipient.zone) else { return }
        if audience.preferences.channels.contains(.inApp) {
            drafts.append(
                Notices.Draft(
                    deadline.kind, task: event.subject, title: deadline.title, body: deadline.body,
                    traceparent: event.traceparent))
        }
        try send(deadline, of: event, to: audience, in: connection)
    }

    /// By mail and push, when quiet hours are over.
    private func send(
        _ deadline: Deadline, of event: CloudEvent, to audience: Audience, in connection: any Connection
    ) throws {
        let (recipient, preferences) = (audience.recipient, audience.preferences)
        var addresses: [(Channel, Identifier?)] = audience.browsers.map { (.push, $0) }
        if preferences.channels.contains(.email), sendsMail, recipient.isEmailConfirmed {
            addresses.append((.email, nil))
        }
        guard !addresses.isEmpty else { return }
        let quietUntil = preferences.quietHours?.end(at: clock.now(), in: recipient.zone)
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
