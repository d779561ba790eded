extension IPAddress {
    /// Whether the address belongs to a host on the public internet, as far as its number tells.
    ///
    /// From IANA's special-purpose registries (RFC 6890 and its updates). Version 4 names what is refused; version 6
    /// names what is taken, because most of its space is not given to anybody.
    var isPublic: Bool {
        switch self {
        case .four:
            return !Self.specialFour.contains { $0.contains(self) }
        case .six(_, let low):
            if let translated = Self.translation, translated.contains(self) {
                // NAT64 (RFC 6052): where there is no IPv4, every IPv4 host looks like this.
                return IPAddress.four(UInt32(truncatingIfNeeded: low)).isPublic
            }
            guard let global = Self.global, global.contains(self) else { return false }
            return !Self.specialSix.contains { $0.contains(self) }
        }
    }

    private static let translation = IPNetwork("64:ff9b::/96")
    private static let global = IPNetwork("2000::/3")

    static let specialFour: [IPNetwork] = [
        "0.0.0.0/8",  // this network; 0.0.0.0 connects to the machine itself
        "10.0.0.0/8",  // private (RFC 1918)
        "100.64.0.0/10",  // behind a carrier's NAT (RFC 6598)
        "127.0.0.0/8",  // loopback
        "168.63.129.16/32",  // Azure's platform, with a public number
        "169.254.0.0/16",  // link-local, cloud metadata
        "172.16.0.0/12",  // private
        "192.0.0.0/24",  // protocol assignments (RFC 6890), Oracle's metadata
        "192.0.2.0/24",  // documentation
        "192.88.99.0/24",  // 6to4 relays (RFC 7526)
        "192.168.0.0/16",  // private
        "198.18.0.0/15",  // benchmarks (RFC 2544)
        "198.51.100.0/24",  // documentation
        "203.0.113.0/24",  // documentation
        "224.0.0.0/4",  // multicast
        "240.0.0.0/4",  // reserved, broadcast
    ].compactMap(IPNetwork.init)

    /// What is not public within `2000::/3`.
    static let specialSix: [IPNetwork] = [
        "2001::/23",  // protocol assignments: Teredo, benchmarks, ORCHID
        "2001:db8::/32",  // documentation
        "2002::/16",  // 6to4: carries any IPv4 address
        "3fff::/20",  // documentation (RFC 9637)
    ].compactMap(IPNetwork.init)
}
