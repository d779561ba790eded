extension Egress {
    /// Whether the operator has named this place (`EGRESS_ALLOW`).
    public func allows(_ url: WebURL) -> Bool { allowance.contains(url.endpoint) }

    /// Refuses an address that is written out and not on the public internet. Names pass: where they lead is looked
    /// at when something is sent there.
    ///
    /// - Throws: ``EgressError/refusedAddress``.
    public func checkLiteral(_ url: WebURL) throws(EgressError) {
        guard case .address(let address) = url.endpoint.host, !allows(url), !isPublic(address) else { return }
        throw .refusedAddress
    }
}
