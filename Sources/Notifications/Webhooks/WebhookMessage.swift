public import Events
public import JSON
import Storage
public import Time

/// One message to a webhook, as Standard Webhooks sends it.
public struct WebhookMessage: Sendable {
    /// The same for every attempt to deliver it: what a receiver knows a repetition by.
    let id: String
    /// When this attempt is made.
    let time: Instant
    let body: [UInt8]

    /// The header fields that prove where the message comes from.
    ///
    /// - Parameter secrets: while a secret is being replaced both sign, so that either verifies.
    func fields(signedWith secrets: [WebhookSecret]) -> [(name: String, value: String)] {
        let seconds = String(time.milliseconds / 1000)
        let content = Array("\(id).\(seconds).".utf8) + body
        return [
            ("webhook-id", id), ("webhook-timestamp", seconds),
            ("webhook-signature", secrets.map { $0.signature(of: content) }.joined(separator: " ")),
        ]
    }

    /// The body: `{"type", "timestamp", "data"}`.
    ///
    /// - Parameters:
    ///   - type: what kind of message it is, as in `task-due-soon`.
    ///   - time: when that happened.
    ///   - data: writes the value of `data`.
    public static func body(type: String, at time: Instant, data: (inout JSONWriter) -> Void) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("type", type)
            json.member("timestamp") { $0.plain(upTo: RFC3339.longestText) { RFC3339.write(time, to: $0) } }
            json.member("data", data)
        }
        return json.bytes
    }

    /// The body that tells of an event: its topic, its time, its data.
    public static func body(of event: CloudEvent) -> [UInt8] {
        body(type: event.kind.topic, at: event.time) { $0.raw(event.data.utf8) }
    }
}
