import HTTPService
import Testing

/// What a stranger writes, what he must read, and whether the connection lives on.
struct HostileRequest: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let bytes: String
    let status: Int
    let isClosed: Bool

    init(_ name: String, _ bytes: String, _ status: Int, closed: Bool = true) {
        testDescription = name
        self.bytes = bytes
        self.status = status
        isClosed = closed
    }

    private static let manyFields = (0..<10_000).map { "x-\($0): y\r\n" }.joined()
    private static let long = String(repeating: "a", count: 9000)
    private static let veryLong = String(repeating: "a", count: 200_000)

    static let all: [HostileRequest] = [
        .init("plain", "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n", 200, closed: false),
        .init("absolute form", "GET http://a/ok HTTP/1.1\r\nHost: a\r\n\r\n", 200, closed: false),
        .init("host with port", "GET /ok HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", 200, closed: false),
        .init("empty lines first", "\r\n\r\nGET /ok HTTP/1.1\r\nHost: a\r\n\r\n", 200, closed: false),
        .init("no host", "GET /ok HTTP/1.1\r\n\r\n", 400),
        .init("two hosts", "GET /ok HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400),
        .init("empty host", "GET /ok HTTP/1.1\r\nHost:\r\n\r\n", 400),
        .init("host with a space", "GET /ok HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
        .init("host with a path", "GET /ok HTTP/1.1\r\nHost: a/b\r\n\r\n", 400),
        .init("host with a user", "GET /ok HTTP/1.1\r\nHost: u@a\r\n\r\n", 400),
        .init("host with a bad port", "GET /ok HTTP/1.1\r\nHost: a:b\r\n\r\n", 400),
        .init("unknown coding", "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
        .init(
            "coding list", "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501),
        .init(
            "coding and length",
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        .init(
            "length and coding",
            "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n", 400),
        .init("chunks in 1.0", "POST /echo HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        .init("two lengths", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}", 400),
        .init("negative length", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: -2\r\n\r\n{}", 400),
        .init("length with plus", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: +2\r\n\r\n{}", 400),
        .init(
            "huge length", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999999\r\n\r\n{}", 400),
        .init("bad chunk", "POST /early HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 401),
        .init(
            "bad chunk that is read",
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            400),
        .init("asterisk", "GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        .init("asterisk with options", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 404, closed: false),
        .init("authority", "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n", 405),
        .init("other scheme", "GET ftp://a/ok HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        .init("no slash", "GET ok HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        .init("umlaut in target", "GET /\u{FC} HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        .init("control in target", "GET /\u{01} HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        .init("NUL in target", "GET /\u{00} HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        .init("fragment in target", "GET /ok#x HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        .init("long target", "GET /\(long) HTTP/1.1\r\nHost: a\r\n\r\n", 414),
        .init("very long target", "GET /\(veryLong) HTTP/1.1\r\nHost: a\r\n\r\n", 414),
        .init("long query", "GET /ok?\(long) HTTP/1.1\r\nHost: a\r\n\r\n", 414),
        .init("10,000 fields", "GET /ok HTTP/1.1\r\nHost: a\r\n\(manyFields)\r\n", 431),
        .init("a huge field", "GET /ok HTTP/1.1\r\nHost: a\r\nx: \(veryLong)\r\n\r\n", 431),
        .init("a huge field name", "GET /ok HTTP/1.1\r\nHost: a\r\n\(veryLong): x\r\n\r\n", 431),
        .init("unknown method", "FOO /ok HTTP/1.1\r\nHost: a\r\n\r\n", 405),
        .init("method in lower case", "get /ok HTTP/1.1\r\nHost: a\r\n\r\n", 405),
        .init("method of WebDAV", "PROPFIND /ok HTTP/1.1\r\nHost: a\r\n\r\n", 405, closed: false),
        .init("method QUERY", "QUERY /ok HTTP/1.1\r\nHost: a\r\n\r\n", 405, closed: false),
        .init("version 2", "GET /ok HTTP/2.0\r\nHost: a\r\n\r\n", 400),
        .init("HTTP/2 by prior knowledge", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
        .init("no version", "GET /ok\r\n\r\n", 400),
        .init("garbage", "\u{16}\u{03}\u{01}\u{02}\u{00}\u{01}\r\n\r\n", 405),
        .init("space before colon", "GET /ok HTTP/1.1\r\nHost : a\r\n\r\n", 400),
        .init("folded field", "GET /ok HTTP/1.1\r\nHost: a\r\nx: y\r\n z\r\n\r\n", 400),
        .init("NUL in a value", "GET /ok HTTP/1.1\r\nHost: a\r\nx: \u{00}\r\n\r\n", 400),
        .init("bare CR in a value", "GET /ok HTTP/1.1\r\nHost: a\r\nx: a\rb\r\n\r\n", 400),
        .init("version 1.0", "GET /ok HTTP/1.0\r\n\r\n", 200),
        .init("version 1.0 that wants to stay", "GET /ok HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", 200),
        .init("last request", "GET /ok HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 200),
        .init("upgrade", "GET /ok HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n", 200),
        .init("unknown expectation", "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: cake\r\n\r\n", 417),
        .init("unread body", "POST /early HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n{", 401),
        .init(
            "too long body",
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                + "Content-Length: 2000000\r\n\r\n{", 413),
    ]
}

@Suite struct HostileRequestTests {
    @Test(arguments: HostileRequest.all)
    func `A hostile request gets a clear answer`(_ request: HostileRequest) async throws {
        try await withServer { server in
            let connection = try await server.connect()
            try await connection.send(request.bytes)
            let answer = try await connection.readAnswer()
            #expect(answer.status == request.status, "\(answer.head)")
            if answer.status >= 400 { #expect(answer["content-type"] == "application/problem+json") }
            if request.isClosed {
                #expect(answer["connection"] == "close")
                #expect(await connection.readToEnd() == "")
            } else {
                try await connection.send("GET /ok HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try await connection.readAnswer().status == 200)
                await connection.close()
            }
        }
    }
}
