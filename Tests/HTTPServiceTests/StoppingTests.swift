import HTTPService
import Hummingbird
import NIOCore
import Testing

@Suite struct StoppingTests {
    private static let get = "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test func `A stop closes what is idle and finishes what was taken`() async throws {
        let router = testRouter()
        let (starts, started) = AsyncStream<Void>.makeStream()
        let (permits, permit) = AsyncStream<Void>.makeStream()
        router.get("/slow") { _, _ in
            started.yield()
            for await _ in permits { break }
            return Response.json(Array("1".utf8))
        }
        try await withServer(router) { server in
            let idle = try await server.connect()
            try await idle.send(Self.get)
            #expect(try await idle.readAnswer().status == 200)
            let busy = try await server.connect()
            try await busy.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
            for await _ in starts { break }
            await server.stop()
            #expect(await idle.readToEnd() == "")
            permit.yield()
            let answer = try await busy.readAnswer()
            #expect(answer.status == 200)
            #expect(answer.body == "1")
            #expect(answer["connection"] == "close")
            #expect(await busy.readToEnd() == "")
        }
    }

    @Test func `Streams end when draining begins`() async throws {
        let draining = Draining()
        let router = testRouter()
        router.get("/stream") { _, _ in
            let (events, event) = AsyncStream<ByteBuffer>.makeStream()
            event.yield(ByteBuffer(string: ":\n\n"))
            let registration = draining.onBegin { event.finish() }
            return Response(
                status: .ok, headers: [.contentType: "text/event-stream"],
                body: ResponseBody { writer in
                    defer { registration.cancel() }
                    try await writer.write(events)
                    try await writer.finish(nil)
                })
        }
        try await withServer(router, draining: draining) { server in
            let connection = try await server.connect()
            try await connection.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(await connection.readHead().status == 200)
            await server.stop()
            #expect(await connection.readToEnd() == "3\r\n:\n\n\r\n0\r\n\r\n")
        }
    }

    @Test func `What does not end in time is cut`() async throws {
        let router = testRouter()
        router.get("/endless") { _, context in
            let gone = context.channel.closeFuture
            return Response(status: .ok, body: ResponseBody { _ in try await gone.get() })
        }
        try await withServer(router, grace: .milliseconds(100)) { server in
            let connection = try await server.connect()
            try await connection.send("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(await connection.readHead().status == 200)
            await server.stop()
            #expect(await connection.readToEnd() == "")
        }
    }

    @Test func `A listener that goes away ends its stream`() async throws {
        let router = testRouter()
        let (ends, ended) = AsyncStream<Void>.makeStream()
        router.get("/stream") { _, context in
            context.channel.closeFuture.whenComplete { _ in ended.yield() }
            let gone = context.channel.closeFuture
            return Response(
                status: .ok, headers: [.contentType: "text/event-stream"],
                body: ResponseBody { _ in try await gone.get() })
        }
        try await withServer(router) { server in
            let connection = try await server.connect()
            try await connection.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(await connection.readHead().status == 200)
            try await connection.channel.close(mode: .output).get()
            for await _ in ends { break }
            #expect(await connection.readToEnd() == "")
        }
    }

    @Test func `Draining tells everybody once, and late ones at once`() {
        let draining = Draining()
        let calls = Calls()
        _ = draining.onBegin { calls.add("first") }
        draining.onBegin { calls.add("cancelled") }.cancel()
        #expect(!draining.hasBegun)
        draining.begin()
        draining.begin()
        _ = draining.onBegin { calls.add("late") }
        #expect(draining.hasBegun)
        #expect(calls.all == ["first", "late"])
    }
}
