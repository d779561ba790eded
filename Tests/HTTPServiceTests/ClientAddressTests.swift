@testable import HTTPService
import HTTPTypes
import Testing

@Suite struct ClientAddressTests {
    @Test(
        arguments: [
            ("10.0.0.1", "1.2.3.4", "1.2.3.4"),
            ("10.0.0.1", "1.2.3.4, 10.9.9.9", "1.2.3.4"),
            ("10.0.0.1", "6.6.6.6, 1.2.3.4, 10.9.9.9", "1.2.3.4"),
            ("10.0.0.1", "10.1.1.1, 10.9.9.9", "10.1.1.1"),
            ("10.0.0.1", "1.2.3.4:5000", "1.2.3.4"),
            ("10.0.0.1", "[2001:db8::1]:5000", "2001:db8::1"),
            ("10.0.0.1", "2001:DB8::1", "2001:db8::1"),
            ("10.0.0.1", "1.2.3.4, unknown", nil),
            ("10.0.0.1", "", nil),
            ("10.0.0.1", "1.2.3.4,", nil),
            ("1.1.1.1", "1.2.3.4", nil),
            ("::ffff:10.0.0.1", "1.2.3.4", "1.2.3.4"),
            ("fd00::9", "1.2.3.4", "1.2.3.4"),
        ] as [(String, String, String?)])
    func `The nearest address that is no trusted proxy's is the client`(peer: String, field: String, client: String?)
        throws
    {
        let proxies = try #require(TrustedProxies("10.0.0.0/8, fd00::/16"))
        #expect(proxies.client(peer: peer, fields: [.xForwardedFor: field]) == client)
    }

    @Test func `Several fields count as one list`() throws {
        let proxies = try #require(TrustedProxies("10.0.0.0/8"))
        var fields: HTTPFields = [:]
        fields.append(HTTPField(name: .xForwardedFor, value: "1.2.3.4"))
        fields.append(HTTPField(name: .xForwardedFor, value: "10.0.0.2"))
        #expect(proxies.client(peer: "10.0.0.1", fields: fields) == "1.2.3.4")
    }

    @Test(arguments: ["10.0.0.0/33", "::/129", "10.0.0/8", "a", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/8/8"])
    func `What is no network is refused`(_ text: String) { #expect(TrustedProxies(text) == nil) }

    @Test func `All networks and none`() throws {
        let all = try #require(TrustedProxies("0.0.0.0/0"))
        #expect(all.client(peer: "9.9.9.9", fields: [.xForwardedFor: "1.2.3.4"]) == "1.2.3.4")
        #expect(all.client(peer: "::1", fields: [.xForwardedFor: "1.2.3.4"]) == nil)
        #expect(TrustedProxies.none.client(peer: "9.9.9.9", fields: [.xForwardedFor: "1.2.3.4"]) == nil)
    }

    @Test(arguments: [
        ("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", true),
        ("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x", false),
        ("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x", true),
        ("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01x", false),
        ("ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", false),
        ("00-4BF92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", false),
        ("00-00000000000000000000000000000000-00f067aa0ba902b7-01", false),
        ("00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01", false),
        ("", false), ("00-é", false),
    ])
    func `A traceparent is valid by the letter`(_ text: String, isValid: Bool) {
        #expect(Trace.isValid(text) == isValid)
    }

    @Test func `Serials are distinct, 13 characters long, and make valid traces`() {
        let serials = (0..<1000).map { _ in RequestSerial.next() }
        #expect(Set(serials.map(\.text)).count == 1000)
        #expect(serials.allSatisfy { $0.text.utf8.count == 13 && Trace.isValid(Trace(serial: $0).parent) })
    }

    @Test(arguments: [(0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT")])
    func `The date is written as RFC 9110 has it`(second: Int, text: String) {
        #expect(HTTPDate.text(of: second) == text)
    }
}
