import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@testable import Egress

/// Whatever stands in a URL: a host that is taken leads where the check was made.
struct RandomAddressTests {
    private static let pieces = [
        "http://", "https://", "127", "0", "1", "10", "192.168", "0x7f", "0177", "2130706433", ".", "..", ":", "::",
        "[",
        "]", "@", "\\", "/", "//", "?", "#", "%", "%31", "%2e", "%00", "localhost", "example", "org", "-", "_", "80",
        "65536", "ffff", "64:ff9b", "fe80", "xn--", "。", "ⓛ", "é", " ", "\t", "\r\n", "\0", "a", "e", "x", "user:pw",
        "127.0.0.1", "8.8.8.8", "[::1]",
    ]

    @Test func `A literal that is taken is read by the system as the same address`() {
        var random = SystemRandomNumberGenerator()
        var (taken, literal) = (0, 0)
        for _ in 0..<200_000 {
            let text =
                "http://"
                + (0..<Int.random(in: 1...6, using: &random)).map { _ in
                    Self.pieces.randomElement(using: &random) ?? ""
                }.joined()
            guard let url = try? WebURL(text) else { continue }
            taken += 1
            #expect((try? WebURL(url.description)) == url, "\(text)")
            switch url.endpoint.host {
            case .address: literal += 1
            case .name(let name):
                // What inet_aton reads would be connected to without any name being looked up.
                var address = in_addr()
                #expect(inet_aton(name, &address) == 0, "\(text)")
            }
        }
        #expect(taken > 1000 && literal > 100)
    }

    @Test func `No address of an inner network passes, however it is wrapped`() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<100_000 {
            let number = UInt32.random(in: 0...(.max), using: &random)
            let four = IPAddress.four(number)
            #expect(IPAddress(four.description) == four)
            #expect(four.isPublic == isPublicByComparison(number), "\(four)")
            let low = UInt64(number)
            let translated = IPAddress.six(0x0064_ff9b << 32, low)
            #expect(translated.isPublic == four.isPublic, "\(translated)")
            let wrapped: [IPAddress] = [
                .six(0, low), .six(0, 0xffff << 32 | low), .six(0, 0xffff << 48 | low),
                .six(0x2002 << 48 | low << 16, low), .six(0x2001 << 48 | low, ~low),
            ]
            #expect(wrapped.allSatisfy { !$0.isPublic }, "\(wrapped)")
            let six = IPAddress.six(.random(in: 0...(.max), using: &random), .random(in: 0...(.max), using: &random))
            #expect(IPAddress(six.description) == six)
        }
    }

    /// The table of version 4 once more, by octets.
    private func isPublicByComparison(_ number: UInt32) -> Bool {
        let octets = (number >> 24, number >> 16 & 0xFF, number >> 8 & 0xFF)
        switch octets {
        case (0, _, _), (10, _, _), (127, _, _), (224..., _, _), (169, 254, _), (192, 168, _): return false
        case (100, 64...127, _), (172, 16...31, _), (198, 18...19, _): return false
        case (192, 0, 0), (192, 0, 2), (192, 88, 99), (198, 51, 100), (203, 0, 113): return false
        default: return number != 0xA83F_8110
        }
    }
}
