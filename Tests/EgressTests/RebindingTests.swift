import CCurl
import Dispatch
import Synchronization
import Testing

@testable import Egress

/// Names that answer a public address while they are checked, and an inner one afterwards. 127.0.0.2 is played as the
/// public internet, 127.0.0.1 as the inside; both can be connected to here.
struct RebindingTests {
    private let outside = IPAddress.four(0x7F00_0002)
    private let inside = IPAddress.four(0x7F00_0001)

    private func egress(_ resolver: HostResolver) -> Egress {
        Egress(allowance: .none, certificates: nil, resolver: resolver) { $0 == .four(0x7F00_0002) }
    }

    @Test(arguments: ["rebind.test", "localhost"])
    func `The connection goes to the address that was checked, and the name is looked up once`(
        name: String
    ) async throws {
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n"
        let good = try LocalReceiver.answering(answer + "outside", on: "127.0.0.2")
        let bad = try LocalReceiver.answering(answer + "inside!", port: good.port)
        let asked = Mutex(0)
        let egress = egress(
            HostResolver { [outside, inside] _ in
                asked.withLock { count in
                    count += 1
                    return [count == 1 ? outside : inside]
                }
            })
        let url = try WebURL("http://\(name):\(good.port)/")
        let first = try await egress.answer(to: OutboundRequest(.get, url))
        #expect(first.body == Array("outside".utf8))
        #expect(asked.withLock { $0 } == 1)
        // By now the name leads inside, for good.
        await #expect(throws: EgressError.refusedAddress) { try await egress.answer(to: OutboundRequest(.get, url)) }
        #expect(bad.heard.isEmpty)
    }

    @Test func `The socket is refused when libcurl has another address than the checked ones`() async throws {
        let bad = try LocalReceiver.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        let url = try WebURL("http://rebind.test:\(bad.port)/")
        let exchange = Exchange(checked: [outside], deadline: .now + .seconds(10), cancellation: Cancellation())
        let misled = Route(to: url.endpoint, addresses: [inside])
        guard var handle = EasyHandle(exchange) else { throw EgressError.busy }
        handle.guardTransfer(misled, protocols: "http,https", certificates: nil, timeout: .seconds(10))
        handle.set(CURLOPT_URL, url.description)
        let code = handle.perform()
        #expect(EgressError(code, exchange) == .refusedAddress)
        #expect(exchange.wasLedAstray)
        #expect(bad.heard.isEmpty)
    }

    @Test func `A name that leads both ways is not reached at all`() async throws {
        let good = try LocalReceiver.answering("HTTP/1.1 200 OK\r\n\r\n", on: "127.0.0.2")
        let egress = egress(HostResolver { [outside, inside] _ in [outside, inside] })
        let url = try WebURL("http://both.test:\(good.port)/")
        await #expect(throws: EgressError.refusedAddress) { try await egress.answer(to: OutboundRequest(.get, url)) }
        #expect(good.heard.isEmpty)
    }

    @Test func `A resolver that never answers holds up nobody for longer than asked`() async throws {
        let held = DispatchSemaphore(value: 0)
        defer { for _ in 0..<2 { held.signal() } }
        let egress = egress(
            HostResolver { [outside] _ in
                held.wait(); return [outside]
            })
        let url = try WebURL("http://slow.test/")
        await #expect(throws: EgressError.timeout) {
            try await egress.answer(to: OutboundRequest(.get, url, timeout: .milliseconds(50)))
        }
        let waiting = Task { try await egress.check(url, within: .seconds(60)) }
        waiting.cancel()
        await #expect(throws: EgressError.cancelled) { try await waiting.value }
    }

    @Test func `A name that leads nowhere is said to`() async throws {
        let url = try WebURL("http://nowhere.test/")
        await #expect(throws: EgressError.unresolvable) { try await egress(HostResolver { _ in [] }).check(url) }
    }
}
