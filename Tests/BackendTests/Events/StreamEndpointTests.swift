import Events
import HTTPTypes
import JSON
import Testing

@Suite(.timeLimit(.minutes(2))) struct StreamEndpointTests {
    @Test func `A client that goes away makes room for another stream at once`() async throws {
        try await TestServer.run { server in
            let guest = try await server.register()
            try await server.listening { port in
                var streams: [LiveStream] = []
                for _ in 0..<20 {
                    let stream = try await LiveStream(port: port, token: guest.access)
                    #expect(await stream.isOpened())
                    streams.append(stream)
                }
                let refused = try await LiveStream(port: port, token: guest.access)
                #expect(await !refused.isOpened())
                #expect(refused.text.hasPrefix("HTTP/1.1 429"))
                #expect(refused.text.lowercased().contains("retry-after: "))

                try await streams[7].close()
                // The server hears of it from the network; a stream says nothing for 15 seconds by itself.
                let deadline = ContinuousClock.now.advanced(by: .seconds(10))
                var isOpened = false
                while !isOpened, ContinuousClock.now < deadline {
                    let stream = try await LiveStream(port: port, token: guest.access)
                    isOpened = await stream.isOpened()
                    if isOpened { streams.append(stream) } else { try await stream.close() }
                }
                #expect(isOpened && ContinuousClock.now < deadline)
                #expect(server.streams.counts.open == 20)
            }
        }
    }

    @Test(arguments: [false, true])
    func `The id of another person's event resets a stream and shows nothing of theirs`(inQuery: Bool) async throws {
        try await TestServer.run { server in
            let ada = try await Owner(on: server)
            let eve = try await server.register()
            try await server.listening { port in
                let stream = try await LiveStream(
                    port: port, token: eve.access, query: inQuery ? "?last_event_id=\(ada.event)" : "",
                    fields: inQuery ? [] : ["Last-Event-ID: \(ada.event)"])
                #expect(await stream.read { $0.contains("event: reset") })
                #expect(try await ada.guest.send(.post, "/api/tasks", #"{"title": "Secret"}"#).status == .created)
                #expect(try await eve.send(.post, "/api/tasks", #"{"title": "Of Eve"}"#).status == .created)
                #expect(await stream.read { $0.contains("Of Eve") })
                for secret in [ada.user, ada.task, ada.event, ada.guest.email, "Secret"] {
                    #expect(!stream.text.contains(secret))
                }
            }
        }
    }

    @Test func `One's own last event resumes a stream after it`() async throws {
        try await TestServer.run { server in
            let ada = try await Owner(on: server)
            #expect(try await ada.guest.send(.post, "/api/tasks", #"{"title": "Missed"}"#).status == .created)
            try await server.listening { port in
                let stream = try await LiveStream(
                    port: port, token: ada.guest.access, fields: ["Last-Event-ID: \(ada.event)"])
                #expect(await stream.read { $0.contains("Missed") })
                #expect(!stream.text.contains("event: reset"))
                #expect(!stream.text.contains(ada.event))
            }
        }
    }
}
