import Egress
import Storage

/// What somebody wants a webhook to be; members that are nil stay as they are.
public struct WebhookChanges: Sendable {
    public var url: String?
    public var description: String?
    public var topics: [WebhookTopic]?
    public var isEnabled: Bool?
    /// What is wrong with the values; they are refused only after it is known that the webhook exists and is the
    /// version that was meant.
    public var errors: [(field: String, message: String)] = []

    public static let longestURL = 2000

    public init(
        url: String? = nil, description: String? = nil, topics: [WebhookTopic]? = nil, isEnabled: Bool? = nil
    ) {
        self.url = url
        self.description = description
        self.topics = topics
        self.isEnabled = isEnabled
    }

    func check(_ egress: Egress) throws(ChannelError) {
        var errors = errors
        if let url, let refusal = Self.refusal(of: url, egress) { errors.append(("url", refusal)) }
        if let topics, topics.isEmpty { errors.append(("events", "must not be empty")) }
        if !errors.isEmpty { throw .invalid(errors) }
    }

    private static func refusal(of text: String, _ egress: Egress) -> String? {
        guard text.utf8.count <= longestURL else { return "must have at most \(longestURL) characters" }
        do throws(EgressError) {
            try egress.checkLiteral(try WebURL(text))
            return nil
        } catch {
            return "cannot be used: \(error)"
        }
    }

    func apply(to webhook: inout Webhook) {
        if let url { webhook.url = url }
        if let description { webhook.description = description }
        if let topics { webhook.topics = WebhookTopic.allCases.filter(topics.contains) }
        if let isEnabled, isEnabled != webhook.isEnabled {
            webhook.disabled = isEnabled ? nil : .owner
            webhook.health = WebhookHealth()
        }
    }
}
