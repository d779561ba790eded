import HTTPService
import Hummingbird
import NIOCore
import NIOPosix
import Testing

@Suite struct ConnectionTests {
    private static let get = "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test func `A connection takes one request after the other`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            for _ in 0..<3 {
                try await connection.send(Self.get)
                #expect(try await connection.readAnswer().body == #"{"ok":true}"#)
            }
            await connection.close()
        }
    }

    @Test func `Pipelined requests are answered in order, and a refusal waits for its turn`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            let chunks = "GET /chunks HTTP/1.1\r\nHost: a\r\n\r\n"
            try await connection.send(Self.get + chunks + Self.get + "GET /ok HTTP/1.1\r\n\r\n" + Self.get)
            #expect(try await connection.readAnswer().status == 200)
            let head = await connection.readHead()
            #expect(head["transfer-encoding"] == "chunked")
            let rest = await connection.readToEnd()
            #expect(rest.hasPrefix("3\r\none\r\n3\r\ntwo\r\n0\r\n\r\nHTTP/1.1 200 OK"))
            #expect(rest.contains("HTTP/1.1 400 Bad Request"))
            #expect(rest.split(separator: "HTTP/1.1 ").count == 3)
        }
    }

    @Test func `More pipelined requests than allowed are not taken`() async throws {
        var limits = ConnectionLimits.quick
        limits.pipelined = 3
        try await withServer(limits: limits) { server in
            let connection = try await server.connect()
            try await connection.send(String(repeating: Self.get, count: 5))
            let answers = await connection.readToEnd().split(separator: "HTTP/1.1 ")
            #expect((3...5).contains(answers.count))
        }
    }

    @Test func `An answer without a length is chunked, and ends with the connection in HTTP/1.0`() async throws {
        try await withServer { server in
            let new = try await server.answer(to: "GET /chunks HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(new.body == "3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n")
            let old = try await server.answer(to: "GET /chunks HTTP/1.0\r\n\r\n")
            #expect(old.body == "onetwo")
            #expect(old["transfer-encoding"] == nil)
            #expect(old["connection"] == "close")
        }
    }

    @Test func `HEAD has the length of GET and no body`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            try await connection.send(
                "HEAD /ok HTTP/1.1\r\nHost: a\r\n\r\nHEAD /none HTTP/1.1\r\nHost: a\r\n\r\n" + Self.get)
            let head = await connection.readHead()
            #expect(head.status == 200)
            #expect(head["content-length"] == "11")
            let missing = await connection.readHead()
            #expect(missing.status == 404)
            #expect(try await connection.readAnswer().body == #"{"ok":true}"#)
            await connection.close()
        }
    }

    @Test func `A large answer arrives whole, also before the end of the connection`() async throws {
        try await withServer { server in
            let answer = try await server.answer(to: "GET /large HTTP/1.0\r\n\r\n")
            #expect(answer.body.utf8.count == 3_000_000)
        }
    }

    @Test func `A client that waits for 100 is told to go on`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            try await connection.send(
                "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
                    + "Expect: 100-continue\r\n\r\n")
            #expect(await connection.readHead().status == 100)
            try await connection.send("{}")
            #expect(try await connection.readAnswer().body == "{}")
            await connection.close()
        }
    }

    @Test func `A client that waits for 100 with a body that is too long is told so at once`() async throws {
        try await withServer { server in
            let answer = try await server.answer(
                to: "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2000000\r\n"
                    + "Expect: 100-continue\r\n\r\n")
            #expect(answer.status == 413)
            #expect(answer["connection"] == "close")
        }
    }

    @Test func `A body in chunks is read`() async throws {
        try await withServer { server in
            let answer = try await server.answer(
                to: "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
                    + "\r\n3\r\n[1,\r\n2\r\n2]\r\n0\r\n\r\n")
            #expect(answer.body == "[1,2]")
        }
    }

    @Test(arguments: ["GET /ok HTTP/1.1\r\nHo", "GET /o", "\r\n"])
    func `A head that does not come to its end is refused`(_ start: String) async throws {
        var limits = ConnectionLimits.quick
        limits.head = .milliseconds(500)
        try await withServer(limits: limits) { server in
            let answer = try await server.answer(to: start)
            #expect(answer.status == 408)
            #expect(answer["connection"] == "close")
        }
    }

    @Test func `A head in drops does not get more time`() async throws {
        var limits = ConnectionLimits.quick
        limits.head = .milliseconds(500)
        try await withServer(limits: limits) { server in
            let connection = try await server.connect()
            let drops = Task {
                for byte in "GET /ok HTTP/1.1\r\nx: ".utf8 { try await connection.send([byte]) }
                while !Task.isCancelled {
                    try await connection.send("y")
                    try await Task.sleep(for: .milliseconds(5))
                }
            }
            #expect(try await connection.readAnswer().status == 408)
            drops.cancel()
        }
    }

    @Test func `A connection that says nothing is closed without a word`() async throws {
        var limits = ConnectionLimits.quick
        limits.head = .milliseconds(50)
        try await withServer(limits: limits) { server in
            let silent = try await server.connect()
            #expect(await silent.readToEnd() == "")
        }
        limits.head = .seconds(10)
        limits.idle = .milliseconds(50)
        try await withServer(limits: limits) { server in
            let idle = try await server.connect()
            try await idle.send(Self.get)
            #expect(try await idle.readAnswer().status == 200)
            #expect(await idle.readToEnd() == "")
        }
    }

    @Test func `A body that does not come is refused, and its reader learns of it`() async throws {
        var limits = ConnectionLimits.quick
        limits.body = .milliseconds(60)
        try await withServer(limits: limits) { server in
            let answer = try await server.answer(
                to: "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{")
            #expect(answer.status == 408)
            #expect(answer["connection"] == "close")
        }
    }

    @Test func `A body that is cut off is no body`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            try await connection.send(
                "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{}")
            try await connection.channel.close(mode: .output).get()
            #expect(try await connection.readAnswer().status == 400)
            #expect(await connection.readToEnd() == "")
        }
    }

    @Test func `A client that has said all it has to say is answered`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            try await connection.send(Self.get)
            try await connection.channel.close(mode: .output).get()
            #expect(try await connection.readAnswer().status == 200)
            #expect(await connection.readToEnd() == "")
        }
    }

    @Test func `A short body that nobody read does not cost the connection`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            try await connection.send("POST /early HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n")
            #expect(try await connection.readAnswer().status == 401)
            try await connection.send("12345" + Self.get)
            #expect(try await connection.readAnswer().status == 200)
            await connection.close()
        }
    }

    @Test func `A client that sends on and on after its answer is cut off`() async throws {
        var limits = ConnectionLimits.quick
        limits.drain = 1000
        limits.linger = .seconds(30)
        try await withServer(limits: limits) { server in
            let connection = try await server.connect()
            try await connection.send("POST /early HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000\r\n\r\n")
            #expect(try await connection.readAnswer().status == 401)
            try await connection.send(String(repeating: "x", count: 100_000))
            #expect(await connection.readToEnd() == "")
        }
    }

    @Test func `A client that does not read its answer is cut off`() async throws {
        var limits = ConnectionLimits.quick
        limits.unread = .milliseconds(100)
        let router = testRouter()
        let (ends, ended) = AsyncStream<Void>.makeStream()
        router.get("/endless") { _, _ in
            Response(
                status: .ok,
                body: ResponseBody { writer in
                    defer { ended.yield() }
                    while true { try await writer.write(ByteBuffer(repeating: 0x61, count: 100_000)) }
                })
        }
        try await withServer(router, limits: limits) { server in
            let connection = try await server.connect()
            try await connection.channel.setOption(.autoRead, value: false).get()
            try await connection.send("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n")
            var iterator = ends.makeAsyncIterator()
            #expect(await iterator.next() != nil)
            await connection.close()
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `A client that takes nothing is cut off, though the system has taken all of its answer`() async throws {
        var limits = ConnectionLimits.quick
        limits.unread = .milliseconds(500)
        let router = testRouter()
        let (ends, ended) = AsyncStream<Void>.makeStream()
        router.get("/stream") { _, context in
            let gone = context.channel.closeFuture
            return Response(
                status: .ok, headers: [.contentType: "text/event-stream"],
                body: ResponseBody { writer in
                    // Less than a connection holds back before it counts as full.
                    try await writer.write(ByteBuffer(repeating: 0x61, count: 60_000))
                    try await gone.get()
                    ended.yield()
                })
        }
        try await withServer(router, limits: limits) { server in
            let client = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .channelOption(.autoRead, value: false)
                .channelOption(.socketOption(.so_rcvbuf), value: 2048)
                .connect(host: "127.0.0.1", port: server.port).get()
            try await client.writeAndFlush(ByteBuffer(string: "GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")).get()
            var iterator = ends.makeAsyncIterator()
            #expect(await iterator.next() != nil)
            try await client.close()
        }
    }

    @Test func `Connections over the maximum wait for a place`() async throws {
        try await withServer(maximumConnections: 2) { server in
            let first = try await server.connect()
            let second = try await server.connect()
            for connection in [first, second] {
                try await connection.send(Self.get)
                #expect(try await connection.readAnswer().status == 200)
            }
            let third = try await server.connect()
            try await third.send(Self.get)
            await first.close()
            #expect(try await third.readAnswer().status == 200)
            await second.close()
            await third.close()
        }
    }
}
