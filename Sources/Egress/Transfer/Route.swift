/// An endpoint with the addresses behind it that were checked, and that alone will be connected to.
struct Route: Sendable {
    let endpoint: Endpoint
    let addresses: [IPAddress]

    /// - Parameters:
    ///   - isNamed: the operator has named the endpoint: it may lie anywhere.
    ///   - isPublic: whether an address is one of the public internet.
    /// - Throws: ``EgressError/refusedAddress`` if any address is not public: a name that leads both ways is an
    ///   attempt.
    init(
        to endpoint: Endpoint, addresses: [IPAddress], isNamed: Bool, isPublic: (IPAddress) -> Bool
    ) throws(EgressError) {
        guard isNamed || addresses.allSatisfy(isPublic) else { throw .refusedAddress }
        self.endpoint = endpoint
        self.addresses = addresses
    }

    /// To a place that the operator has named, wherever it lies.
    init(to endpoint: Endpoint, addresses: [IPAddress]) {
        self.endpoint = endpoint
        self.addresses = addresses
    }

    /// Keeps libcurl from asking anybody (`CURLOPT_RESOLVE`); nil where there is nothing to ask.
    var pin: String? {
        guard case .name(let name) = endpoint.host else { return nil }
        return "\(name):\(endpoint.port):\(addresses.map(\.inURL).joined(separator: ","))"
    }
}
