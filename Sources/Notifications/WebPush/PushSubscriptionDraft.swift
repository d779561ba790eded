import Egress
public import Time

/// What a browser gives out when it subscribes (`PushSubscription.toJSON()`), with a name for it.
public struct PushSubscriptionDraft: Sendable {
    public var endpoint: String?
    /// Base64url of the browser's public key.
    public var p256dh: String?
    /// Base64url of 16 bytes.
    public var auth: String?
    public var label: String
    public var expiresAt: Instant?
    /// What is wrong with the values.
    public var errors: [(field: String, message: String)] = []

    public init(
        endpoint: String? = nil, p256dh: String? = nil, auth: String? = nil, label: String = "",
        expiresAt: Instant? = nil
    ) {
        self.endpoint = endpoint
        self.p256dh = p256dh
        self.auth = auth
        self.label = label
        self.expiresAt = expiresAt
    }

    /// The draft with values that can be used.
    struct Checked {
        let endpoint: String
        let browserKey: [UInt8]
        let authentication: [UInt8]
    }

    func checked(_ egress: Egress) throws(ChannelError) -> Checked {
        var errors = errors
        if let endpoint, let refusal = Self.refusal(of: endpoint, egress) { errors.append(("endpoint", refusal)) }
        let browserKey = p256dh.flatMap(Base64URL.decode) ?? []
        let authentication = auth.flatMap(Base64URL.decode) ?? []
        if auth != nil, authentication.count != 16 {
            errors.append(("keys.auth", "must be 16 bytes in base64url"))
        }
        let anyAuthentication = Array(repeating: UInt8(0), count: 16)
        if p256dh != nil, PushEncryption(browserKey: browserKey, authentication: anyAuthentication) == nil {
            errors.append(("keys.p256dh", "must be an uncompressed point of P-256 in base64url"))
        }
        guard errors.isEmpty, let endpoint else { throw .invalid(errors) }
        return Checked(endpoint: endpoint, browserKey: browserKey, authentication: authentication)
    }

    private static func refusal(of text: String, _ egress: Egress) -> String? {
        let longest = WebhookChanges.longestURL
        guard text.utf8.count <= longest else { return "must have at most \(longest) characters" }
        do throws(EgressError) {
            let url = try WebURL(text)
            // A push service is on the public internet; what the operator has named may be anything.
            guard url.scheme == .https || egress.allows(url) else { return "must begin with https://" }
            try egress.checkLiteral(url)
            return nil
        } catch {
            return "cannot be used: \(error)"
        }
    }
}
