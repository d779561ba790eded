import Synchronization
import Testing

@testable import Egress

/// The ways to say an inner place, all refused before a connection is made.
struct HostileAddressTests {
    /// URLs that are refused by how they are written.
    @Test(arguments: [
        "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://017700000001/", "http://0177.0.0.1/",
        "http://127.1/", "http://127.0.1/", "http://127.0.0.01/", "http://127.0.0.1./", "http://0/", "http://00.0.0.0/",
        "http://127.0.0.1.:80/", "http://256.1.1.1/", "http://1.2.3.4.5/", "http://0x0/", "http://foo.0x7f/",
        "http://example.org:0/", "http://example.org:65536/", "http://example.org:/", "http://example.org:+80/",
        "http://example.org: 80/", "http://example.org:8 0/", "http://example.org:80:80/",
        "http://user@example.org/", "http://user:password@example.org/", "http://example.org@127.0.0.1/",
        "http://127.0.0.1@example.org/", "http://example.org:80@127.0.0.1/", "http://@127.0.0.1/",
        "http://example.org\\@127.0.0.1/", "http://127.0.0.1\\.example.org/", "http:\\\\127.0.0.1/",
        "http://127.0.0.1%2eexample.org/", "http://%31%32%37.0.0.1/", "http://localhost%00.example.org/",
        "http://ⓛocalhost/", "http://127。0。0。1/", "http://１２７.0.0.1/", "http://bücher.example/",
        "http://example..org/", "http://.example.org/", "http://example.org../", "http://-example.org/", "http://./",
        "http:///", "http://", "http:/127.0.0.1/", "http:127.0.0.1/", "//127.0.0.1/", "127.0.0.1", "",
        "http://[127.0.0.1]/", "http://[::1/", "http://::1/", "http://[::1]x/", "http://[fe80::1%25eth0]/",
        "http://[fe80::1%eth0]/", "http://[v1.fe80]/", "http://[]/", "http://[[::1]]/",
        "ftp://example.org/", "file:///etc/passwd", "gopher://127.0.0.1:6379/_INFO", "dict://127.0.0.1:11211/stats",
        "javascript://example.org/", "unix:///run/x.sock", " http://example.org/", "http ://example.org/",
        "http://exa mple.org/", "http://example.org/a b", "http://example.org/\r\nHost: inner",
        "http://example.org/\u{0}",
        "http://example.org\t/", "http://example.org/%", "http://example.org/%4", "http://example.org/%zz",
        "http://example.org/é", "http://example.org/#a", "http://example.org#@127.0.0.1/", "http://a_b!c.example/",
    ])
    func `A URL that could be read in two ways is refused`(text: String) {
        #expect(throws: EgressError.self) { try WebURL(text) }
    }

    /// URLs that say plainly where they lead.
    @Test(arguments: [
        "http://127.0.0.1/", "http://127.0.0.1:8080/", "http://127.255.255.254/", "http://0.0.0.0/", "http://0.1.2.3/",
        "http://10.0.0.1/", "http://10.255.255.255/", "http://172.16.0.1/", "http://172.31.255.255/",
        "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data/", "http://169.254.170.2/v2/credentials",
        "http://100.64.0.1/", "http://100.100.100.200/", "http://100.127.255.255/", "http://192.0.0.192/",
        "http://168.63.129.16/", "http://192.0.2.1/", "http://192.88.99.1/", "http://198.18.0.1/",
        "http://198.19.255.255/", "http://198.51.100.7/", "http://203.0.113.7/", "http://224.0.0.1/",
        "http://239.255.255.250:1900/", "http://240.0.0.1/", "http://255.255.255.255/",
        "http://[::]/", "http://[::1]/", "http://[0:0:0:0:0:0:0:1]/", "http://[::127.0.0.1]/", "http://[::8.8.8.8]/",
        "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::ffff:10.0.0.1]/",
        "http://[::ffff:8.8.8.8]/", "http://[::ffff:0:127.0.0.1]/", "http://[64:ff9b::127.0.0.1]/",
        "http://[64:ff9b::10.0.0.1]/", "http://[64:ff9b::a9fe:a9fe]/", "http://[64:ff9b:1::1]/", "http://[100::1]/",
        "http://[2001::1]/", "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/", "http://[2001:2::1]/",
        "http://[2001:10::1]/", "http://[2001:20::1]/", "http://[2001:db8::1]/", "http://[2002:7f00:1::]/",
        "http://[2002:a00:1::1]/", "http://[3fff::1]/", "http://[4000::1]/", "http://[5f00::1]/",
        "http://[fc00::1]/", "http://[fd00:ec2::254]/", "http://[fd12:3456::1]/", "http://[fe80::1]/",
        "http://[febf::1]/", "http://[fec0::1]/", "http://[ff02::1]/", "http://[ffff::1]/",
    ])
    func `A literal address inside is refused`(text: String) async throws {
        let egress = Egress(
            resolver: HostResolver { _ in
                Issue.record("asked"); return []
            })
        let url = try WebURL(text)
        await #expect(throws: EgressError.refusedAddress) { try await egress.check(url) }
        await #expect(throws: EgressError.refusedAddress) {
            try await egress.answer(to: OutboundRequest(.get, url))
        }
    }

    @Test(arguments: [
        ["127.0.0.1"], ["::1"], ["10.0.0.7"], ["8.8.8.8", "127.0.0.1"], ["127.0.0.1", "8.8.8.8"],
        ["2606:4700::1111", "fd00::1"], ["8.8.8.8", "64:ff9b::a00:1"], ["::ffff:192.168.0.1"], ["169.254.169.254"],
    ])
    func `A name is refused when one of its addresses is inside`(addresses: [String]) async throws {
        let egress = Egress(resolver: HostResolver { _ in addresses.compactMap { IPAddress($0) } })
        let url = try WebURL("https://hooks.example.org/")
        await #expect(throws: EgressError.refusedAddress) { try await egress.check(url) }
        await #expect(throws: EgressError.refusedAddress) {
            try await egress.answer(to: OutboundRequest(.post, url))
        }
    }

    @Test(arguments: ["http://localhost/", "http://LOCALHOST:8080/", "http://localhost./", "http://a.localhost/"])
    func `Names of this machine are refused by the system's own resolver`(text: String) async throws {
        let url = try WebURL(text)
        let error = await #expect(throws: EgressError.self) { try await Egress().check(url) }
        #expect(error == .refusedAddress || error == .unresolvable)
    }

    @Test(arguments: [
        "8.8.8.8", "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
        "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "191.255.255.255", "192.0.1.0",
        "192.0.3.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255",
        "2606:4700:4700::1111", "2001:200::1", "2001:4860:4860::8888", "2a00:1450::1", "2000::", "64:ff9b::8.8.8.8",
    ])
    func `What lies beside an inner network is public`(text: String) throws {
        #expect(try #require(IPAddress(text)).isPublic)
    }

    @Test func `Every line of the tables is a network`() {
        #expect(IPAddress.specialFour.count == 16)
        #expect(IPAddress.specialSix.count == 4)
    }
}
