public import Egress
public import Storage
public import Time

/// Sends deliveries to browsers by way of their push services (RFC 8030).
public struct WebPushChannel: Sendable {
    typealias Answering = @Sendable (OutboundRequest) async throws(EgressError) -> OutboundAnswer

    private static let timeout = Duration.seconds(10)
    /// How long a push service keeps a message for a browser that is not running: yesterday's reminder is of no use.
    private static let timeToLiveInSeconds = 86400

    private let database: any Database
    private let box: SecretBox
    private let keys: ServerKeys
    private let subject: String?
    private let clock: WallClock
    private let answering: Answering

    /// - Parameter subject: whom push services may turn to (RFC 8292, section 2.1). What is neither a `mailto:` nor an
    ///   `https:` URL, as with a server that is tried out at home, is left out: push services refuse it.
    public init(database: any Database, box: SecretBox, egress: Egress, subject: String, clock: WallClock) {
        self.init(database: database, box: box, subject: subject, clock: clock) { request throws(EgressError) in
            try await egress.answer(to: request)
        }
    }

    init(
        database: any Database, box: SecretBox, subject: String, clock: WallClock, answering: @escaping Answering
    ) {
        self.database = database
        self.box = box
        self.subject = ["mailto:", "https:"].contains { subject.hasPrefix($0) } ? subject : nil
        self.clock = clock
        self.answering = answering
        keys = ServerKeys(database: database, box: box)
    }

    /// One attempt; the payload is what the browser's service worker gets.
    public func send(_ delivery: Delivery) async -> Attempt {
        do {
            guard let target = try await target(of: delivery) else {
                return .gone(reason: "The browser is no longer subscribed.")
            }
            if let end = target.subscription.expiresAt, end <= clock.now() {
                try await forget(target.subscription, of: delivery.user)
                return .gone(reason: "The browser's subscription has ended.")
            }
            let attempt = try await send(delivery, to: target, as: keys.vapid())
            // What happened has happened, whether it can be written down or not.
            switch attempt {
            case .sent: try? await note(use: target.subscription, of: delivery.user)
            case .gone: try? await forget(target.subscription, of: delivery.user)
            case .failed, .refused: break
            }
            return attempt
        } catch PushEncryptionError.tooLong {
            return .refused(reason: "The message is too long for a push.")
        } catch is SecretBoxError {
            return .failed(reason: "The browser's key cannot be read: subscribe it again.")
        } catch {
            return .failed(reason: "The server could not look at the subscription.")
        }
    }

    private func send(_ delivery: Delivery, to target: Target, as key: VAPIDKey) async throws -> Attempt {
        let body = try target.encryption.seal(delivery.payload)
        do {
            let url = try WebURL(target.subscription.endpoint)
            let fields = [
                (
                    "authorization",
                    try key.authorization(for: url.origin, subject: subject, at: clock.now())
                ),
                ("content-encoding", "aes128gcm"), ("content-type", "application/octet-stream"),
                ("ttl", String(Self.timeToLiveInSeconds)),
                // A reminder that waits for the device to wake up by itself comes too late.
                ("urgency", "high"),
                // A repetition takes the place of what was not fetched yet (section 5.4).
                ("topic", Base64URL.encode(delivery.id.bytes)),
            ]
            let request = try OutboundRequest(.post, url, fields: fields, body: body, timeout: Self.timeout)
            return Self.attempt(try await answering(request), at: clock.now())
        } catch let error as EgressError {
            return .failed(reason: "Not delivered: \(error).")
        }
    }

    /// What the push service's answer means (RFC 8030, sections 5 and 7.3).
    static func attempt(_ answer: OutboundAnswer, at now: Instant) -> Attempt {
        switch answer.status {
        case 200..<300: .sent
        case 404, 410: .gone(reason: "The browser is no longer subscribed.")
        case 413: .refused(reason: "The message is too long for the push service.")
        case let status:
            .failed(
                reason: "The push service answered \(status).",
                retryAfter: RetryAfter.duration(answer[field: "Retry-After"], at: now))
        }
    }

    // MARK: The subscription's row

    private struct Target: Sendable {
        let subscription: PushSubscription
        let encryption: PushEncryption
    }

    private func target(of delivery: Delivery) async throws -> Target? {
        guard let id = delivery.target else { return nil }
        return try await database.read(.lookup) { [box] connection in
            try connection.first(
                """
                SELECT \(PushSubscription.columns), p.p256dh, p.auth FROM push_subscriptions p
                WHERE p.user_id = \(delivery.user) AND p.id = \(id)
                """
            ) { row in
                let column = PushSubscription.columnCount
                let authentication = try box.open(try row.bytes(column + 1), for: PushSubscription.place(id))
                guard
                    let encryption = PushEncryption(
                        browserKey: try row.bytes(column), authentication: authentication)
                else { throw StorageError.unreadable("a push subscription") }
                return Target(subscription: try PushSubscription(row: row), encryption: encryption)
            }
        }
    }

    /// To the hour: a browser that gets many messages is not a row that is always being written.
    private func note(use subscription: PushSubscription, of user: Identifier) async throws {
        let now = clock.now()
        if let last = subscription.lastUsedAt, last.adding(seconds: 3600) > now { return }
        try await database.write { connection in
            try connection.execute(
                """
                UPDATE push_subscriptions SET last_used_at = \(now)
                WHERE user_id = \(user) AND id = \(subscription.id)
                """)
        }
    }

    private func forget(_ subscription: PushSubscription, of user: Identifier) async throws {
        try await database.write { connection in
            try connection.execute(
                "DELETE FROM push_subscriptions WHERE user_id = \(user) AND id = \(subscription.id)")
        }
    }
}

extension WebURL {
    /// Scheme, host and port, the usual port left out (RFC 6454, section 6.2): what a push service calls itself.
    var origin: String {
        let usual: UInt16 = scheme == .https ? 443 : 80
        return endpoint.port == usual
            ? "\(scheme.rawValue)://\(endpoint.host)" : "\(scheme.rawValue)://\(endpoint)"
    }
}
