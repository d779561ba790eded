public import Egress
public import Storage
public import Time

/// Sends deliveries to webhooks, and keeps count of how each is doing.
public struct WebhookChannel: Sendable {
    /// Hears of a webhook that the server has disabled, inside the transaction that does it.
    public typealias Notice = @Sendable (_ webhook: Webhook, _ user: Identifier, any Connection) throws -> Void

    typealias Answering = @Sendable (OutboundRequest) async throws(EgressError) -> OutboundAnswer

    private static let timeout = Duration.seconds(10)

    private let database: any Database
    private let box: SecretBox
    private let clock: WallClock
    private let answering: Answering
    private let notice: Notice

    public init(database: any Database, box: SecretBox, egress: Egress, clock: WallClock, notice: @escaping Notice) {
        self.init(database: database, box: box, clock: clock, notice: notice) { request throws(EgressError) in
            try await egress.answer(to: request)
        }
    }

    init(
        database: any Database, box: SecretBox, clock: WallClock, notice: @escaping Notice,
        answering: @escaping Answering
    ) {
        self.database = database
        self.box = box
        self.clock = clock
        self.notice = notice
        self.answering = answering
    }

    /// One attempt; the payload is the body.
    public func send(_ delivery: Delivery) async -> Attempt {
        do {
            guard let target = try await target(of: delivery) else {
                return .gone(reason: "The webhook was deleted.")
            }
            guard target.webhook.isEnabled else { return .refused(reason: "The webhook is disabled.") }
            let attempt = await send(delivery, to: target)
            // What happened has happened, whether it can be counted or not.
            try? await count(attempt, of: delivery, to: target.webhook)
            return attempt
        } catch is SecretBoxError {
            return .failed(reason: "The webhook's secret cannot be read: give it a new one.")
        } catch {
            return .failed(reason: "The server could not look at the webhook.")
        }
    }

    private func send(_ delivery: Delivery, to target: Target) async -> Attempt {
        let message = WebhookMessage(id: delivery.id.description, time: clock.now(), body: delivery.payload)
        do throws(EgressError) {
            let fields = [("content-type", "application/json"), ("user-agent", "todo")]
            let request = try OutboundRequest(
                .post, try WebURL(target.webhook.url), fields: fields + message.fields(signedWith: target.secrets),
                body: delivery.payload, timeout: Self.timeout)
            let answer = try await answering(request)
            return Self.attempt(answer, at: clock.now())
        } catch {
            return .failed(reason: "Not delivered: \(error).")
        }
    }

    /// What the receiver's answer means: 2xx has it, 410 wants no more, anything else may change.
    static func attempt(_ answer: OutboundAnswer, at now: Instant) -> Attempt {
        switch answer.status {
        case 200..<300: .sent
        case 410: .gone(reason: "The receiver answered 410: it wants no more.")
        case 300..<400: .failed(reason: "The receiver answered \(answer.status); redirects are not followed.")
        case let status:
            .failed(
                reason: "The receiver answered \(status).",
                retryAfter: status == 429 || status == 503
                    ? RetryAfter.duration(answer[field: "Retry-After"], at: now) : nil)
        }
    }

    // MARK: The webhook's row

    private struct Target: Sendable {
        let webhook: Webhook
        /// The present one, and the one before it for as long as that counts.
        let secrets: [WebhookSecret]
    }

    private func target(of delivery: Delivery) async throws -> Target? {
        guard let id = delivery.target else { return nil }
        let now = clock.now()
        return try await database.read(.lookup) { [box] connection in
            try connection.first(
                """
                SELECT \(Webhook.columns), w.secret, w.previous_secret FROM webhooks w
                WHERE w.user_id = \(delivery.user) AND w.id = \(id)
                """
            ) { row in
                let webhook = try Webhook(row: row)
                let column = Webhook.columnCount
                var sealed = [try row.bytes(column)]
                if let until = webhook.previousSecretUntil, until > now,
                    let previous = try row.optionalBytes(column + 1)
                {
                    sealed.append(previous)
                }
                let secrets = try sealed.map { sealed in
                    guard let secret = WebhookSecret(bytes: try box.open(sealed, for: Webhook.place(id))) else {
                        throw SecretBoxError.damaged
                    }
                    return secret
                }
                return Target(webhook: webhook, secrets: secrets)
            }
        }
    }

    /// Keeps how the webhook is doing, and disables it when it is time.
    private func count(_ attempt: Attempt, of delivery: Delivery, to webhook: Webhook) async throws {
        let outcome = WebhookHealth.Outcome(attempt)
        let now = clock.now()
        var expected = webhook.health
        if expected.handle(outcome, at: now) == .nothing { return }
        try await database.write { [notice] connection in
            // As it is now: other attempts may have ended in the meantime.
            let found = try connection.first(
                """
                SELECT \(Webhook.columns) FROM webhooks w
                WHERE w.user_id = \(delivery.user) AND w.id = \(webhook.id) AND w.disabled IS NULL
                """, Webhook.init(row:))
            guard var webhook = found else { return }
            switch webhook.health.handle(outcome, at: now) {
            case .nothing: return
            case .save: break
            case .disable(let reason):
                webhook.disabled = reason
                webhook.version += 1
                webhook.updatedAt = now
            }
            try connection.execute(
                """
                UPDATE webhooks SET disabled = \(webhook.disabled?.rawValue), failures = \(webhook.health.failures),
                    failing_since = \(webhook.health.failingSince), version = \(webhook.version),
                    updated_at = \(webhook.updatedAt)
                WHERE user_id = \(delivery.user) AND id = \(webhook.id)
                """)
            if !webhook.isEnabled { try notice(webhook, delivery.user, connection) }
        }
    }
}

extension WebhookHealth.Outcome {
    fileprivate init(_ attempt: Attempt) {
        self =
            switch attempt {
            case .sent: .arrived
            case .failed, .refused: .failed
            case .gone: .gone
            }
    }
}
