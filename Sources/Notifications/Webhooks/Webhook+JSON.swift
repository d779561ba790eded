public import JSON
import Storage
import Time

extension Webhook {
    /// The contract's form of a webhook.
    ///
    /// - Parameter secret: shown when it was made just now, and never again.
    public func write(to json: inout JSONWriter, secret: WebhookSecret? = nil) {
        json.object { json in
            json.member("id") { $0.plain(upTo: Identifier.textLength, id.write) }
            json.member("url", url)
            json.member("description", description)
            json.member("events") { $0.array(topics) { $0.string($1.rawValue) } }
            json.member("enabled", isEnabled)
            json.member("disabled_reason", disabled?.rawValue)
            json.member("failing_since") { $0.instant(health.failingSince) }
            json.member("previous_secret_until") { $0.instant(previousSecretUntil) }
            json.member("version") { $0.integer(version) }
            json.member("created_at") { $0.instant(createdAt) }
            json.member("updated_at") { $0.instant(updatedAt) }
            if let secret { json.member("secret", secret.text) }
        }
    }
}

extension JSONWriter {
    /// RFC 3339, or null.
    mutating func instant(_ instant: Instant?) {
        if let instant {
            plain(upTo: RFC3339.longestText) { RFC3339.write(instant, to: $0) }
        } else {
            null()
        }
    }
}
