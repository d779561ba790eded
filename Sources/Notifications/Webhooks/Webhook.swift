public import Storage
public import Time

/// An address of a person's that is sent what happens, signed. Its secret is not here: it is shown once.
public struct Webhook: Sendable, Equatable {
    public let id: Identifier
    /// Absolute, `https` or `http`; as its owner wrote it.
    public internal(set) var url: String
    public internal(set) var description: String
    /// Without duplicates, in the order of the catalogue.
    public internal(set) var topics: [WebhookTopic]
    /// Why nothing is sent to it; nil while it is enabled.
    public internal(set) var disabled: DisabledReason?
    /// Until when the secret before the present one signs too.
    public internal(set) var previousSecretUntil: Instant?
    public internal(set) var health: WebhookHealth
    /// Counts changes, from 1: those of its owner, and its disabling by the server.
    public internal(set) var version: Int64
    public let createdAt: Instant
    public internal(set) var updatedAt: Instant

    public var isEnabled: Bool { disabled == nil }

    /// Why a webhook is disabled.
    public enum DisabledReason: String, CaseIterable, Sendable {
        /// Its owner wanted it.
        case owner
        /// Nothing arrived for a long time: see ``WebhookHealth``.
        case failing
        /// The receiver answered 410.
        case gone
    }
}
