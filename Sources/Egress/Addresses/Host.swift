/// The host part of an address: a name in lower case without a dot at its end, or a literal address.
public enum Host: Hashable, Sendable {
    case name(String)
    case address(IPAddress)

    /// Takes the forms that leave no doubt who is meant, and no others: names of letters, digits, `-` and `_`
    /// (international ones in their `xn--` form), `192.0.2.1`, and `[2001:db8::1]`.
    ///
    /// - Throws: ``EgressError/badAddress(_:)``.
    public init(_ text: some StringProtocol) throws(EgressError) {
        if text.hasPrefix("[") {
            guard text.hasSuffix("]"), let address = IPAddress(text.dropFirst().dropLast()), case .six = address else {
                throw .badAddress("what stands in brackets is not an IPv6 address")
            }
            self = .address(address)
        } else if let address = IPAddress(text), case .four = address {
            self = .address(address)
        } else {
            self = .name(try Self.name(text))
        }
    }

    private static func name(_ text: some StringProtocol) throws(EgressError) -> String {
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
            throw .badAddress("write the host name in its ASCII form, which begins with xn--")
        }
        let name = (text.hasSuffix(".") ? String(text.dropLast()) : String(text)).lowercased()
        guard !name.isEmpty else { throw .badAddress("the host is missing") }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard name.utf8.count <= 253, labels.allSatisfy(isLabel) else {
            throw .badAddress("this is not a host name")
        }
        // The resolver reads 0x7f.1, 2130706433 and 0177.0.0.1 as IPv4 addresses.
        guard let last = labels.last, !isNumber(last) else {
            throw .badAddress("write an IPv4 address as four decimal numbers")
        }
        return name
    }

    private static func isLabel(_ label: Substring) -> Bool {
        !label.isEmpty && label.utf8.count <= 63 && !label.hasPrefix("-") && !label.hasSuffix("-")
            && label.utf8.allSatisfy {
                isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
            }
    }

    /// A name that ends in a number is an address to many programs (WHATWG URL, "ends in a number").
    private static func isNumber(_ label: Substring) -> Bool {
        if label.hasPrefix("0x") {
            return label.utf8.dropFirst(2).allSatisfy {
                isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
        }
        return label.utf8.allSatisfy(isDigit)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}

extension Host: CustomStringConvertible {
    /// As it stands in a URL.
    public var description: String {
        switch self {
        case .name(let name): name
        case .address(let address): address.inURL
        }
    }

    /// `localhost` and its subdomains (RFC 6761, section 6.3), `127.0.0.0/8` and `::1`.
    var isLoopback: Bool {
        switch self {
        case .name(let name): name == "localhost" || name.hasSuffix(".localhost")
        case .address(.four(let number)): number >> 24 == 127
        case .address(.six(let high, let low)): (high, low) == (0, 1)
        }
    }
}
