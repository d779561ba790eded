public import JSON
public import Storage
public import Time

/// A browser of a person's that takes push messages. What encrypts them is not here: nobody needs to see it.
public struct PushSubscription: Sendable, Equatable {
    public let id: Identifier
    /// Where its push service takes messages.
    public let endpoint: String
    /// What its owner calls the browser.
    public internal(set) var label: String
    /// When the browser said it ends by itself.
    public internal(set) var expiresAt: Instant?
    public let createdAt: Instant
    /// When a message was last accepted for it, to the hour.
    public let lastUsedAt: Instant?

    static let columns: SQL = "p.id, p.endpoint, p.label, p.expires_at, p.created_at, p.last_used_at"
    static let columnCount = 6

    /// Reads a row of ``columns``.
    init(row: any Row) throws {
        id = try row.identifier(0)
        endpoint = try row.text(1)
        label = try row.text(2)
        expiresAt = try row.optionalInstant(3)
        createdAt = try row.instant(4)
        lastUsedAt = try row.optionalInstant(5)
    }

    /// What its `auth` is sealed for.
    static func place(_ id: Identifier) -> String { "push_subscriptions/\(id)" }

    /// The contract's form of a subscription.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("id") { $0.plain(upTo: Identifier.textLength, id.write) }
            json.member("endpoint", endpoint)
            json.member("label", label)
            json.member("expires_at") { $0.instant(expiresAt) }
            json.member("created_at") { $0.instant(createdAt) }
            json.member("last_used_at") { $0.instant(lastUsedAt) }
        }
    }
}
