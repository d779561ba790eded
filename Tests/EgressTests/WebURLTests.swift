import Testing

@testable import Egress

struct WebURLTests {
    @Test(arguments: [
        ("https://example.org", "https://example.org:443/"),
        ("HTTP://Example.ORG/Path", "http://example.org:80/Path"),
        ("https://example.org.:8443/", "https://example.org:8443/"),
        ("https://example.org?q=1", "https://example.org:443/?q=1"),
        (
            "https://example.org/a/../b?x=%C3%BC&y=[".replacing("[", with: "1"),
            "https://example.org:443/a/../b?x=%C3%BC&y=1"
        ),
        ("https://[2606:4700:0::1111]:444/x", "https://[2606:4700::1111]:444/x"),
        ("http://xn--bcher-kva.example/", "http://xn--bcher-kva.example:80/"),
        ("http://inner_host:8080/?@/", "http://inner_host:8080/?@/"),
        ("http://1.2.3.4.example/", "http://1.2.3.4.example:80/"),
        ("http://0xcafe.example/", "http://0xcafe.example:80/"),
    ])
    func `A plain URL is taken, in one spelling`(text: String, spelling: String) throws {
        let url = try WebURL(text)
        #expect(url.description == spelling)
        #expect(try WebURL(spelling) == url)
    }

    @Test func `Long names and URLs are refused`() throws {
        let label = String(repeating: "a", count: 63)
        #expect(throws: Never.self) { try WebURL("http://\(label).example/") }
        #expect(throws: EgressError.self) { try WebURL("http://\(label)a.example/") }
        #expect(throws: EgressError.self) { try WebURL("http://\(label).\(label).\(label).\(label)/") }
        let path = String(repeating: "a", count: WebURL.maximumLength - "http://a.example/".count)
        #expect(throws: Never.self) { try WebURL("http://a.example/\(path)") }
        #expect(throws: EgressError.self) { try WebURL("http://a.example/\(path)a") }
    }

    @Test(arguments: [
        ("inner.example:8080", "inner.example:8080"), ("10.0.0.5:80", "10.0.0.5:80"),
        ("[fd00::1]:443", "[fd00::1]:443"),
        ("LOCALHOST.:1", "localhost:1"),
    ])
    func `An endpoint is a host and a port`(text: String, spelling: String) throws {
        #expect(try Endpoint(text).description == spelling)
    }

    @Test(arguments: [
        "inner.example", "inner.example:", ":80", "[fd00::1]", "fd00::1:80", "a:0", "a:99999", "a:b", "a:1:2",
    ])
    func `An endpoint without one of them is refused`(text: String) {
        #expect(throws: EgressError.self) { try Endpoint(text) }
    }

    @Test(arguments: [
        ("Content-Length", "5"), ("host", "inner"), ("Transfer-Encoding", "chunked"), ("Expect", "x"), ("", "x"),
        ("X-A", "a\r\nX-B: b"), ("X-A", "a\nb"), ("X-A", "a\0"), ("X-A: b\r\nX-C", "d"), ("X A", "b"), ("Ä", "b"),
    ])
    func `Header fields that would change the request are refused`(name: String, value: String) throws {
        let url = try WebURL("http://example.org/")
        #expect(throws: EgressError.self) { try OutboundRequest(.get, url, fields: [(name, value)]) }
    }

    @Test func `Errors tell nothing of the network`() {
        let errors: [EgressError] = [
            .refusedAddress, .unresolvable, .connection, .timeout, .certificate, .tls, .notUnderstood, .busy,
            .cancelled,
        ]
        #expect(Set(errors.map(\.description)).count == errors.count)
        #expect(errors.allSatisfy { $0.description.wholeMatch(of: /[a-z ,;]+/) != nil })
    }
}
