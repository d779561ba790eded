/// The inner places that may be reached all the same (`EGRESS_ALLOW`): an endpoint is let through when its host is
/// written as it is here, and its port is the same, wherever the name leads.
public struct EgressAllowance: Sendable, Equatable {
    private let endpoints: Set<Endpoint>

    public init(_ endpoints: some Sequence<Endpoint> = []) {
        self.endpoints = Set(endpoints)
    }

    /// Nothing but the public internet.
    public static let none = EgressAllowance()

    func contains(_ endpoint: Endpoint) -> Bool { endpoints.contains(endpoint) }
}
