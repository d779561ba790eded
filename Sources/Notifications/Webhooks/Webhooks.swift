public import Egress
public import Events
import JSON
public import Storage
public import Time

/// Everything that can be done with webhooks. Each verb runs inside a transaction of the caller's.
public struct Webhooks: Sendable {
    /// How many a person may have.
    public static let limit = 20
    /// How long the previous secret signs beside the new one.
    static let rotationInSeconds: Int64 = 86400

    let log: EventLog
    let box: SecretBox
    let egress: Egress
    let clock: WallClock

    public init(log: EventLog, box: SecretBox, egress: Egress, clock: WallClock) {
        self.log = log
        self.box = box
        self.egress = egress
        self.clock = clock
    }

    /// The person's webhook.
    public func find(_ id: Identifier, of user: Identifier, in connection: any Connection) throws -> Webhook {
        guard
            let webhook = try connection.first(
                "SELECT \(Webhook.columns) FROM webhooks w WHERE w.user_id = \(user) AND w.id = \(id)",
                Webhook.init(row:))
        else { throw ChannelError.notFound }
        return webhook
    }

    /// The person's webhooks, oldest first.
    ///
    /// - Parameter last: only those behind it.
    public func list(
        of user: Identifier, after last: Identifier? = nil, limit: Int = Webhooks.limit, in connection: any Connection
    ) throws -> [Webhook] {
        let behind: SQL = if let last { "AND w.id > \(last)" } else { "" }
        return try connection.fetch(
            """
            SELECT \(Webhook.columns) FROM webhooks w WHERE w.user_id = \(user) \(behind) ORDER BY w.id LIMIT \(limit)
            """, Webhook.init(row:))
    }

    /// The person's webhooks that are not disabled, and the topics that each wants.
    public func targets(
        of user: Identifier, in connection: any Connection
    ) throws -> [(id: Identifier, topics: Set<String>)] {
        try connection.fetch(
            "SELECT \(Webhook.columns) FROM webhooks w WHERE w.user_id = \(user) AND w.disabled IS NULL",
            Webhook.init(row:)
        ).map { ($0.id, Set($0.topics.map(\.rawValue))) }
    }

    /// Makes a webhook. `changes` must have URL and topics. The secret is told here and nowhere else.
    public func create(
        _ changes: WebhookChanges, of user: Identifier, in connection: any Connection
    ) throws -> (webhook: Webhook, secret: WebhookSecret) {
        try log.claim(user, in: connection)
        try changes.check(egress)
        guard let url = changes.url, let topics = changes.topics else {
            throw ChannelError.invalid([changes.url == nil ? ("url", "is required") : ("events", "is required")])
        }
        let count = try connection.count("SELECT 1 FROM webhooks WHERE user_id = \(user) LIMIT \(Self.limit)")
        guard count < Self.limit else { throw ChannelError.tooMany(limit: Self.limit) }
        let now = clock.now()
        var webhook = Webhook(
            id: Identifier(at: now), url: url, description: "", topics: topics, disabled: nil,
            previousSecretUntil: nil, health: WebhookHealth(), version: 1, createdAt: now, updatedAt: now)
        changes.apply(to: &webhook)
        let secret = WebhookSecret()
        try connection.execute(
            """
            INSERT INTO webhooks (user_id, id, url, description, events, secret, disabled, version, created_at,
                updated_at)
            VALUES (\(user), \(webhook.id), \(webhook.url), \(webhook.description), \(webhook.topicsJSON),
                \(try sealed(secret, of: webhook)), \(webhook.disabled?.rawValue), 1, \(now), \(now))
            """)
        return (webhook, secret)
    }

    /// Changes the members that `changes` names. Enabling it gives it a clean slate.
    public func edit(
        _ id: Identifier, _ changes: WebhookChanges, expecting precondition: Precondition = .none,
        of user: Identifier, in connection: any Connection
    ) throws -> Webhook {
        let before = try claim(id, expecting: precondition, of: user, in: connection)
        try changes.check(egress)
        var after = before
        changes.apply(to: &after)
        guard after != before else { return before }
        after.version += 1
        after.updatedAt = clock.now()
        try connection.execute(
            """
            UPDATE webhooks SET url = \(after.url), description = \(after.description), events = \(after.topicsJSON),
                disabled = \(after.disabled?.rawValue), failing_since = \(after.health.failingSince),
                failures = \(after.health.failures), version = \(after.version), updated_at = \(after.updatedAt)
            WHERE user_id = \(user) AND id = \(id)
            """)
        return after
    }

    public func delete(
        _ id: Identifier, expecting precondition: Precondition = .none, of user: Identifier,
        in connection: any Connection
    ) throws {
        _ = try claim(id, expecting: precondition, of: user, in: connection)
        try connection.execute("DELETE FROM webhooks WHERE user_id = \(user) AND id = \(id)")
    }

    /// Gives it a new secret, told here and nowhere else. For 24 hours the one before it signs too.
    public func rotate(
        _ id: Identifier, expecting precondition: Precondition = .none, of user: Identifier,
        in connection: any Connection
    ) throws -> (webhook: Webhook, secret: WebhookSecret) {
        var webhook = try claim(id, expecting: precondition, of: user, in: connection)
        let now = clock.now()
        webhook.previousSecretUntil = now.adding(seconds: Self.rotationInSeconds)
        webhook.version += 1
        webhook.updatedAt = now
        let secret = WebhookSecret()
        try connection.execute(
            """
            UPDATE webhooks SET previous_secret = secret, previous_until = \(webhook.previousSecretUntil),
                secret = \(try sealed(secret, of: webhook)), version = \(webhook.version), updated_at = \(now)
            WHERE user_id = \(user) AND id = \(id)
            """)
        return (webhook, secret)
    }

    /// How many tests of a webhook may wait at once.
    static let testLimit = 10

    /// Writes down a message that tells of nothing, to see whether messages arrive.
    public func test(
        _ id: Identifier, of user: Identifier, through deliveries: Deliveries, in connection: any Connection
    ) throws -> Delivery {
        try log.claim(user, in: connection)
        let webhook = try find(id, of: user, in: connection)
        guard webhook.isEnabled else { throw ChannelError.disabled }
        let waiting = try connection.count(
            """
            SELECT 1 FROM deliveries
            WHERE user_id = \(user) AND target = \(id) AND kind = 'test' AND finished_at IS NULL LIMIT \(Self.testLimit)
            """)
        guard waiting < Self.testLimit else { throw ChannelError.tooMany(limit: Self.testLimit) }
        let body = WebhookMessage.body(type: "test", at: clock.now()) { json in
            json.object { $0.member("webhook_id") { $0.plain(upTo: Identifier.textLength, id.write) } }
        }
        return try deliveries.enqueue(.webhook, to: id, of: user, kind: "test", payload: body, in: connection)
    }

    private func claim(
        _ id: Identifier, expecting precondition: Precondition, of user: Identifier, in connection: any Connection
    ) throws -> Webhook {
        try log.claim(user, in: connection)
        let webhook = try find(id, of: user, in: connection)
        try precondition.check(webhook.version)
        return webhook
    }

    private func sealed(_ secret: WebhookSecret, of webhook: Webhook) throws -> [UInt8] {
        try box.seal(secret.bytes, for: Webhook.place(webhook.id))
    }
}
