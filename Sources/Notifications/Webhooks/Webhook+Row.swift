import JSON
import Storage
import Time

extension Webhook {
    static let columns: SQL = """
        w.id, w.url, w.description, w.events, w.disabled, w.previous_until, w.failing_since, w.failures, w.version,
        w.created_at, w.updated_at
        """
    static let columnCount = 11

    /// Reads a row of ``columns``.
    init(row: any Row) throws {
        id = try row.identifier(0)
        url = try row.text(1)
        description = try row.text(2)
        topics =
            try JSONValue(stored: try row.text(3).utf8).array?
            .compactMap { $0.string.flatMap(WebhookTopic.init(rawValue:)) } ?? []
        disabled = try row.optionalText(4).map { DisabledReason(rawValue: $0) ?? .owner }
        previousSecretUntil = try row.optionalInstant(5)
        health = WebhookHealth(failingSince: try row.optionalInstant(6), failures: try row.int(7))
        version = try row.integer(8)
        createdAt = try row.instant(9)
        updatedAt = try row.instant(10)
    }

    /// The `events` column.
    var topicsJSON: String {
        var json = JSONWriter(capacity: 64)
        json.array(topics) { $0.string($1.rawValue) }
        return json.text
    }

    /// What its secrets are sealed for.
    static func place(_ id: Identifier) -> String { "webhooks/\(id)" }
}
