#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Finds the addresses of a host name.
public struct HostResolver: Sendable {
    /// Blocks until there is an answer; empty when there is none.
    let addresses: @Sendable (_ name: String) -> [IPAddress]

    public init(addresses: @escaping @Sendable (_ name: String) -> [IPAddress]) {
        self.addresses = addresses
    }

    /// The system's, as it is configured: hosts file, name servers.
    public static let system = HostResolver { name in
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var first: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(name, nil, &hints, &first) == 0 else { return [] }
        defer { freeaddrinfo(first) }
        var found: [IPAddress] = []
        var next = first
        while let info = next?.pointee {
            let socketAddress = UnsafeRawBufferPointer(start: info.ai_addr, count: Int(info.ai_addrlen))
            if let address = IPAddress(socketAddress: socketAddress), !found.contains(address) {
                found.append(address)
            }
            next = info.ai_next
        }
        return found
    }
}
