import HTTPTypes

/// The proxies whose `X-Forwarded-For` is believed (`TRUSTED_PROXIES`): networks like `10.0.0.0/8` or `::1`.
public struct TrustedProxies: Sendable {
    private let networks: [Network]

    public static let none = TrustedProxies(networks: [])

    private init(networks: [Network]) { self.networks = networks }

    /// Reads networks separated by commas; nil if one of them is none.
    public init?(_ text: String) {
        var networks: [Network] = []
        for part in text.split(separator: ",") {
            let part = part.filter { $0 != " " }
            guard let network = Network(part) else { return nil }
            networks.append(network)
        }
        self.networks = networks
    }

    var isEmpty: Bool { networks.isEmpty }

    private func contains(_ address: IPAddress) -> Bool { networks.contains { $0.contains(address) } }

    /// The nearest address that is not a trusted proxy's, going from the peer along the field to the left; nil if
    /// that is the peer.
    func client(peer: String?, fields: HTTPFields) -> String? {
        guard !networks.isEmpty, let peer = peer.flatMap(IPAddress.init), contains(peer) else { return nil }
        let hops = fields[values: .xForwardedFor].flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
        var nearest: IPAddress?
        for hop in hops.reversed() {
            // What cannot be read was written by somebody who is not trusted to name the ones before.
            guard let address = IPAddress(hop: hop) else { break }
            nearest = address
            guard contains(address) else { break }
        }
        return nearest?.description
    }

    private struct Network: Sendable {
        let base: IPAddress
        let bits: Int

        init?(_ text: String) {
            let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
            guard let first = parts.first, let base = IPAddress(String(first)) else { return nil }
            let width = base.isVersion4 ? 32 : 128
            var bits = width
            if parts.count == 2 {
                guard let given = Int(parts[1]), (0...width).contains(given) else { return nil }
                bits = given
            }
            self.base = base
            self.bits = bits + 128 - width
        }

        func contains(_ address: IPAddress) -> Bool {
            bits == 0 || (address.value ^ base.value) >> UInt128(128 - bits) == 0
        }
    }
}
