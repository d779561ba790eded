import API
import JSON
import Notifications
import Time

extension PushSubscriptionDraft {
    private static let labelRule = TextRule(length: 0...100, trims: true)
    private static let textRule = TextRule(length: 1...4000, trims: false)

    /// Reads what `PushSubscription.toJSON()` of a browser makes, and a `label`. What is wrong with its values waits
    /// in `errors`.
    init(_ json: JSONValue) {
        self.init()
        do throws(Problem) {
            var reader = try ObjectReader(
                json, readOnly: ["id", "expires_at", "created_at", "last_used_at"])
            endpoint = reader.required("endpoint", reader.text("endpoint", Self.textRule))
            // The Push API's own spelling: milliseconds since 1970 (fractions are cut), or null.
            expiresAt = reader.take("expirationTime", as: "milliseconds since 1970, or null", Self.instant).value
            label = reader.text("label", Self.labelRule).value ?? ""
            let keys = reader.required("keys", reader.take("keys", as: "an object") { $0.members == nil ? nil : $0 })
            reader.finish()
            errors = reader.errors.map { ($0.field, $0.message) }
            if let keys { try read(keys: keys) }
        } catch {
            errors += error.errors.map { ($0.field, $0.message) }
        }
    }

    private static func instant(_ value: JSONValue) -> Instant? {
        guard case .number(let text) = value, let milliseconds = Double(text),
            milliseconds >= 0, milliseconds <= Double(Instant.latest.milliseconds)
        else { return nil }
        return Instant(milliseconds: Int64(milliseconds))
    }

    private mutating func read(keys: JSONValue) throws(Problem) {
        var reader = try ObjectReader(keys)
        p256dh = reader.required("p256dh", reader.text("p256dh", Self.textRule))
        auth = reader.required("auth", reader.text("auth", Self.textRule))
        reader.finish()
        errors += reader.errors.map { ("keys.\($0.field)", $0.message) }
    }
}
