/// The one way out: whatever this server sends to another place leaves here, and only to places that may be meant.
///
/// A host is resolved once, each of its addresses is checked, and the connection goes to one of those: a name that
/// answers something else a moment later gains nothing. Redirects are not followed, proxies in the environment are not
/// asked. A transfer occupies a thread of its own until it is over; cancelling the task ends it within a second.
public struct Egress: Sendable {
    let allowance: EgressAllowance
    /// A file of certificates (PEM) to trust instead of the system's.
    let certificates: String?
    let resolution: Resolution
    let transfers: Lanes
    let isPublic: @Sendable (IPAddress) -> Bool

    /// How many transfers run at once.
    public static let concurrency = 16

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
        resolution = Resolution(
            resolver: resolver, lanes: Lanes("todo.names", running: Self.concurrency, waiting: Self.maximumWaiting))
        transfers = Lanes("todo.egress", running: Self.concurrency, waiting: Self.maximumWaiting)
        self.isPublic = isPublic
    }

    private static let maximumWaiting = 1024

    /// Resolves the host and checks its addresses.
    ///
    /// - Parameter isNamed: the operator has named the endpoint.
    func route(to endpoint: Endpoint, isNamed: Bool, within limit: Duration) async throws(EgressError) -> Route {
        let addresses = try await resolution.addresses(of: endpoint.host, within: limit)
        return try Route(
            to: endpoint, addresses: addresses, isNamed: isNamed || allowance.contains(endpoint), isPublic: isPublic)
    }

    /// Runs a transfer on a thread of its own; it is told when this task is cancelled.
    func transfer<Value: Sendable>(
        _ work: @escaping @Sendable (Cancellation) -> Result<Value, EgressError>
    ) async throws(EgressError) -> Value {
        let cancellation = Cancellation()
        let result = await withTaskCancellationHandler {
            do throws(EgressError) {
                return try await transfers.run { work(cancellation) }
            } catch {
                return .failure(error)
            }
        } onCancel: {
            cancellation.cancel()
        }
        return try result.get()
    }
}
