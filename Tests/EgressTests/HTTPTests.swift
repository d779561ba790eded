import Foundation
import Synchronization
import Testing

@testable import Egress

/// Requests to a real receiver on this machine. Where one goes elsewhere, others wait for it in vain.
@Suite(.timeLimit(.minutes(1))) struct HTTPTests {
    private let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi"

    private func egress(
        _ endpoints: [Endpoint], resolver: HostResolver = HostResolver { _ in [.four(0x7F00_0001)] }
    ) -> Egress {
        Egress(allowance: EgressAllowance(endpoints), resolver: resolver)
    }

    private func address(_ receiver: LocalReceiver, host: String? = nil, path: String = "/") throws -> WebURL {
        try WebURL("http://\(host ?? receiver.address):\(receiver.port)\(path)")
    }

    @Test func `An inner receiver is reached where it is allowed by name and port`() async throws {
        let receiver = try LocalReceiver.answering(ok)
        let url = try address(receiver, host: "inner.test", path: "/hook?x=1")
        let request = try OutboundRequest(
            .post, url, fields: [("Content-Type", "application/json"), ("X-Empty", "")], body: Array(#"{"a":1}"#.utf8))
        await #expect(throws: EgressError.refusedAddress) { try await egress([]).answer(to: request) }
        let other = try Endpoint("inner.test:\(receiver.port == 1 ? 2 : receiver.port - 1)")
        await #expect(throws: EgressError.refusedAddress) { try await egress([other]).answer(to: request) }
        let byAddress = try Endpoint("127.0.0.1:\(receiver.port)")
        await #expect(throws: EgressError.refusedAddress) { try await egress([byAddress]).answer(to: request) }
        #expect(receiver.heard.isEmpty)

        let answer = try await egress([url.endpoint]).answer(to: request)
        #expect(answer.status == 200)
        #expect(answer.body == Array("hi".utf8))
        #expect(!answer.isCut)
        let heard = try #require(await heard(receiver).first)
        #expect(heard.hasPrefix("POST /hook?x=1 HTTP/1.1\r\n"))
        let lines = heard.components(separatedBy: "\r\n")
        #expect(lines.contains("Host: inner.test:\(receiver.port)"))
        #expect(lines.contains("Content-Type: application/json"))
        #expect(lines.contains("X-Empty:"))
        #expect(lines.contains("Content-Length: 7"))
        #expect(lines.last == #"{"a":1}"#)
        #expect(lines.count == 7, "\(lines): and nothing else")
    }

    @Test func `An empty content is sent as such`() async throws {
        let receiver = try LocalReceiver.answering(ok)
        let url = try address(receiver)
        #expect(try await egress([url.endpoint]).answer(to: OutboundRequest(.post, url)).status == 200)
        #expect(try #require(await heard(receiver).first).contains("\r\nContent-Length: 0\r\n"))
    }

    @Test(arguments: [301, 302, 303, 307, 308]) func `A redirect is an answer, and not followed`(status: Int)
        async throws
    {
        let inner = try LocalReceiver.answering(ok)
        let receiver = try LocalReceiver.answering(
            "HTTP/1.1 \(status) Elsewhere\r\nLocation: http://127.0.0.1:\(inner.port)/\r\nContent-Length: 0\r\n\r\n")
        let (first, second) = (try address(receiver), try address(inner))
        let answer = try await egress([first.endpoint, second.endpoint]).answer(to: OutboundRequest(.get, first))
        #expect(answer.status == status)
        #expect(answer[field: "location"] == second.description)
        #expect(inner.heard.isEmpty)
    }

    @Test func `Fields are read in whatever case, those of an interim answer are not`() async throws {
        let receiver = try LocalReceiver.answering(
            "HTTP/1.1 103 Early Hints\r\nRetry-After: 1\r\n\r\nHTTP/1.1 503 Busy\r\nRETRY-after:  120 \r\nRetry-After: 7\r\n"
                + "Content-Length: 0\r\n\r\n")
        let url = try address(receiver)
        let answer = try await egress([url.endpoint]).answer(to: OutboundRequest(.get, url))
        #expect(answer.status == 503)
        #expect(answer[field: "Retry-After"] == "120")
        #expect(answer[field: "Location"] == nil)
    }

    @Test(arguments: ["Content-Length: 1048576\r\n\r\n", "\r\n"])
    func `A long answer is cut at 64 KiB, and the connection with it`(head: String) async throws {
        let receiver = try LocalReceiver { peer in
            peer.readRequest()
            peer.write("HTTP/1.1 200 OK\r\n\(head)")
            let block = String(repeating: "a", count: 1024)
            for _ in 0..<1024 { guard peer.write(block) else { return } }
        }
        let url = try address(receiver)
        let answer = try await egress([url.endpoint]).answer(to: OutboundRequest(.get, url))
        #expect(answer.status == 200)
        #expect(answer.isCut)
        #expect(answer.body.count == 65536)
    }

    @Test func `An answer of exactly 64 KiB is whole`() async throws {
        let receiver = try LocalReceiver.answering(
            "HTTP/1.1 200 OK\r\nContent-Length: 65536\r\n\r\n" + String(repeating: "a", count: 65536))
        let url = try address(receiver)
        let answer = try await egress([url.endpoint]).answer(to: OutboundRequest(.get, url))
        #expect(!answer.isCut && answer.body.count == 65536)
    }

    @Test func `Header lines without end are refused`() async throws {
        let receiver = try LocalReceiver { peer in
            peer.readRequest()
            peer.write("HTTP/1.1 200 OK\r\n")
            while peer.write("X-A: \(String(repeating: "a", count: 1000))\r\n") {}
        }
        let url = try address(receiver)
        await #expect(throws: EgressError.notUnderstood) {
            try await egress([url.endpoint]).answer(to: OutboundRequest(.get, url))
        }
    }

    @Test(arguments: ["", "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhi"])
    func `No answer, another protocol's, or half of one is an error`(text: String) async throws {
        let receiver = try LocalReceiver.answering(text)
        let url = try address(receiver)
        let error = await #expect(throws: EgressError.self) {
            try await egress([url.endpoint]).answer(to: OutboundRequest(.get, url))
        }
        #expect(error == (text.hasPrefix("SSH") ? .notUnderstood : .connection))
    }

    @Test func `A closed port is no connection`() async throws {
        let port = try LocalReceiver.answering(ok).port
        let url = try WebURL("http://127.0.0.1:\(port)/")
        await #expect(throws: EgressError.connection) {
            try await egress([url.endpoint]).answer(to: OutboundRequest(.get, url))
        }
    }

    @Test func `A receiver that speaks no TLS gets nothing`() async throws {
        let receiver = try LocalReceiver { $0.write("HTTP/1.1 200 OK\r\n\r\n") }
        let url = try WebURL("https://127.0.0.1:\(receiver.port)/")
        await #expect(throws: EgressError.tls) {
            try await egress([url.endpoint]).answer(to: OutboundRequest(.get, url))
        }
    }

    @Test func `A receiver that never answers is left in time`() async throws {
        let receiver = try LocalReceiver { $0.readToEnd() }
        let url = try address(receiver)
        await #expect(throws: EgressError.timeout) {
            try await egress([url.endpoint]).answer(to: OutboundRequest(.get, url, timeout: .milliseconds(200)))
        }
    }

    @Test func `A receiver that drips is left in time`() async throws {
        let receiver = try LocalReceiver { peer in
            peer.readRequest()
            peer.write("HTTP/1.1 200 OK\r\n\r\n")
            while peer.write("a") { usleep(10_000) }
        }
        let url = try address(receiver)
        await #expect(throws: EgressError.timeout) {
            try await egress([url.endpoint]).answer(to: OutboundRequest(.get, url, timeout: .milliseconds(300)))
        }
    }

    @Test func `Proxies and other settings of the environment are not asked`() async throws {
        let proxy = try LocalReceiver.answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nproxy")
        let receiver = try LocalReceiver.answering(ok)
        for name in ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
            setenv(name, "http://127.0.0.1:\(proxy.port)", 1)
        }
        defer { for name in ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] { unsetenv(name) } }
        let url = try address(receiver)
        let answer = try await egress([url.endpoint]).answer(to: OutboundRequest(.get, url))
        #expect(answer.body == Array("hi".utf8))
        #expect(proxy.heard.isEmpty)
    }

    @Test func `A cancelled request ends, and its connection with it`() async throws {
        let hasRequest = AsyncStream.makeStream(of: Void.self)
        let isClosed = AsyncStream.makeStream(of: Void.self)
        let receiver = try LocalReceiver { peer in
            peer.readRequest()
            hasRequest.continuation.yield()
            peer.readToEnd()
            isClosed.continuation.yield()
        }
        let url = try address(receiver)
        let egress = egress([url.endpoint])
        let sending = Task { try await egress.answer(to: OutboundRequest(.get, url, timeout: .seconds(60))) }
        for await _ in hasRequest.stream { break }
        sending.cancel()
        await #expect(throws: EgressError.cancelled) { try await sending.value }
        for await _ in isClosed.stream { break }
        #expect(egress.web.transfers.freeCount == Egress.concurrency)
    }

    @Test func `Hundreds of transfers leave no descriptor and no lane behind`() async throws {
        let receiver = try LocalReceiver.answering(ok)
        let (url, closed) = (try address(receiver), try WebURL("http://127.0.0.1:1/"))
        let egress = egress([url.endpoint, closed.endpoint])
        for _ in 0..<2 { _ = try await egress.answer(to: OutboundRequest(.get, url)) }
        try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<300 {
                group.addTask {
                    let url = number.isMultiple(of: 3) ? closed : url
                    return (try? await egress.answer(to: OutboundRequest(.get, url)))?.status ?? 0
                }
            }
            var statuses: [Int: Int] = [:]
            for try await status in group { statuses[status, default: 0] += 1 }
            #expect(statuses == [0: 100, 200: 200])
        }
        #expect(egress.web.transfers.freeCount == Egress.concurrency)
        // Every connection that the receiver had is over: only ours could still be open.
        #expect(await heard(receiver, count: 202).count == 202)
    }

    /// What the receiver heard, once as many connections are over.
    private func heard(_ receiver: LocalReceiver, count: Int = 1) async -> [String] {
        for _ in 0..<2000 where receiver.heard.count < count { try? await Task.sleep(for: .milliseconds(1)) }
        return receiver.heard
    }
}
