/// The one way out: whatever this server sends to another place leaves here, and only to places that may be meant.
///
/// A host is resolved once, each of its addresses is checked, and the connection goes to one of those: a name that
/// answers something else a moment later gains nothing. Redirects are not followed, proxies in the environment are not
/// asked. A transfer occupies a thread of its own until it is over; cancelling the task ends it within a second.
public struct Egress: Sendable {
    let allowance: EgressAllowance
    /// A file of certificates (PEM) to trust instead of the system's.
    let certificates: String?
    let web: Gate
    let mail: Gate
    let isPublic: @Sendable (IPAddress) -> Bool

    /// How many requests are on their way at once.
    public static let concurrency = 16
    /// How many mails are handed in at once: mail servers do not like more from one place.
    public static let mailConcurrency = 4

    /// - Parameters:
    ///   - allowance: the inner places that may be reached.
    ///   - certificates: path of a file of certificates (PEM) to trust instead of the system's.
    ///   - resolver: where addresses come from.
    public init(
        allowance: EgressAllowance = .none, certificates: String? = nil, resolver: HostResolver = .system
    ) {
        self.init(allowance: allowance, certificates: certificates, resolver: resolver, isPublic: \.isPublic)
    }

    init(
        allowance: EgressAllowance, certificates: String?, resolver: HostResolver,
        isPublic: @escaping @Sendable (IPAddress) -> Bool
    ) {
        self.allowance = allowance
        self.certificates = certificates
        web = Gate("web", concurrency: Self.concurrency, resolver: resolver)
        mail = Gate("mail", concurrency: Self.mailConcurrency, resolver: resolver)
        self.isPublic = isPublic
    }

    /// Resolves the host of a request and checks its addresses.
    func route(to endpoint: Endpoint, within limit: Duration) async throws(EgressError) -> Route {
        let addresses = try await web.resolution.addresses(of: endpoint.host, within: limit)
        return try Route(
            to: endpoint, addresses: addresses, isNamed: allowance.contains(endpoint), isPublic: isPublic)
    }
}
