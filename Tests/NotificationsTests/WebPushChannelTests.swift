import Egress
import Storage
import Testing
import Time

@testable import Notifications

@Suite struct WebPushChannelTests {
    /// A browser of Ada's, and its push service.
    private final class Scene: Sendable {
        let grounds: Grounds
        let receiver = Receiver()
        let browser = Browser()
        let subscription: PushSubscription

        init(expiresIn seconds: Int64? = nil) async throws {
            grounds = try await Grounds()
            var draft = browser.draft()
            draft.expiresAt = seconds.map { [grounds] in grounds.time.now.adding(seconds: $0) }
            subscription = try await grounds.database.write { [grounds, draft] in
                try grounds.subscriptions().save(draft, of: grounds.ada, in: $0).subscription
            }
        }

        func channel(box: SecretBox? = nil, subject: String = "https://todo.example.org") -> WebPushChannel {
            WebPushChannel(
                database: grounds.database, box: box ?? grounds.box, subject: subject,
                clock: grounds.time.clock, answering: receiver.take)
        }

        func deliver(_ payload: String = #"{"type":"test"}"#) async throws -> Attempt {
            let delivery = try await grounds.delivery(.push, to: subscription.id, payload: payload)
            return await channel().send(delivery)
        }

        func found() async throws -> PushSubscription? {
            try await grounds.database.read { [grounds] in
                try grounds.subscriptions().list(of: grounds.ada, in: $0).first
            }
        }
    }

    @Test func `The browser reads what was sent, and the push service sees who sends it`() async throws {
        let scene = try await Scene()
        let delivery = try await scene.grounds.delivery(.push, to: scene.subscription.id, payload: #"{"title":"Ä"}"#)
        #expect(await scene.channel().send(delivery) == .sent)
        #expect(await scene.channel().send(delivery) == .sent)
        let requests = scene.receiver.requests
        try #require(requests.count == 2)
        #expect(requests[0].body != requests[1].body)
        let key = try await ServerKeys(database: scene.grounds.database, box: scene.grounds.box).vapid().publicKey
        for request in requests {
            #expect(try scene.browser.open(request.body) == delivery.payload)
            #expect(request.url.description == scene.browser.endpoint.replacing(".org/", with: ".org:443/"))
            #expect(request.method == .post && request.timeout == .seconds(10))
            #expect(request[field: "content-encoding"] == "aes128gcm")
            #expect(request[field: "ttl"] == "86400")
            #expect(request[field: "urgency"] == "high")
            #expect(request[field: "topic"] == Base64URL.encode(delivery.id.bytes))
            #expect(request[field: "topic"]?.wholeMatch(of: /[A-Za-z0-9_-]{1,32}/) != nil)
            let authorization = try #require(request[field: "authorization"])
            #expect(authorization.hasSuffix(",k=\(key)"))
            let claims = try #require(authorization.split(separator: ".").dropFirst().first)
            #expect(
                String(decoding: try #require(Base64URL.decode(String(claims))), as: UTF8.self)
                    == #"{"aud":"https://push.example.org","exp":1764043200,"sub":"https://todo.example.org"}"#)
        }
    }

    @Test(arguments: [
        ("mailto:ada@example.org", #","sub":"mailto:ada@example.org"}"#),
        ("https://a.example", #","sub":"https://a.example"}"#),
        ("http://127.0.0.1:8080", "0}"),
    ])
    func `Whom to turn to is told when a push service takes it`(subject: String, end: String) async throws {
        let scene = try await Scene()
        let delivery = try await scene.grounds.delivery(.push, to: scene.subscription.id)
        #expect(await scene.channel(subject: subject).send(delivery) == .sent)
        let authorization = try #require(scene.receiver.requests.first?[field: "authorization"])
        let claims = try #require(authorization.split(separator: ".").dropFirst().first)
        let text = String(decoding: try #require(Base64URL.decode(String(claims))), as: UTF8.self)
        #expect(text.hasSuffix(end))
    }

    @Test(arguments: [
        ("https://a.example.org/b", "https://a.example.org"), ("https://a.example.org:443/", "https://a.example.org"),
        ("https://a.example.org:8443/b?c", "https://a.example.org:8443"), ("http://127.0.0.1:80/", "http://127.0.0.1"),
        ("http://[::1]:9000/", "http://[::1]:9000"),
    ])
    func `The audience is the origin`(url: String, origin: String) throws {
        #expect(try WebURL(url).origin == origin)
    }

    @Test(arguments: [
        (200, Attempt.sent), (201, .sent), (202, .sent), (204, .sent),
        (400, .failed(reason: "The push service answered 400.")),
        (403, .failed(reason: "The push service answered 403.")),
        (404, .gone(reason: "The browser is no longer subscribed.")),
        (410, .gone(reason: "The browser is no longer subscribed.")),
        (413, .refused(reason: "The message is too long for the push service.")),
        (429, .failed(reason: "The push service answered 429.")),
        (502, .failed(reason: "The push service answered 502.")),
    ])
    func `What the push service answers decides, and gone ones are forgotten`(
        status: Int, expected: Attempt
    ) async throws {
        let scene = try await Scene()
        scene.receiver.answers(status)
        #expect(try await scene.deliver() == expected)
        #expect(try await (scene.found() == nil) == [404, 410].contains(status))
    }

    @Test func `A push service that asks for a pause gets it`() async throws {
        let scene = try await Scene()
        scene.receiver.answers(429, ["retry-after: 30"])
        #expect(
            try await scene.deliver() == .failed(reason: "The push service answered 429.", retryAfter: .seconds(30)))
        scene.receiver.fails(.timeout)
        #expect(try await scene.deliver() == .failed(reason: "Not delivered: no answer in time."))
    }

    @Test func `What is too long for a push is refused unsent`() async throws {
        let scene = try await Scene()
        let long = String(repeating: "a", count: PushEncryption.longestMessage + 1)
        #expect(try await scene.deliver(long) == .refused(reason: "The message is too long for a push."))
        #expect(scene.receiver.requests.isEmpty)
        #expect(try await scene.deliver(String(long.dropLast())) == .sent)
    }

    @Test func `The last use is known to the hour`() async throws {
        let scene = try await Scene()
        #expect(try await scene.found()?.lastUsedAt == nil)
        let first = scene.grounds.time.now
        _ = try await scene.deliver()
        scene.grounds.time.advance(seconds: 3599)
        _ = try await scene.deliver()
        #expect(try await scene.found()?.lastUsedAt == first)
        scene.grounds.time.advance(seconds: 1)
        _ = try await scene.deliver()
        #expect(try await scene.found()?.lastUsedAt == scene.grounds.time.now)
    }

    @Test func `A subscription that has ended is forgotten without asking anybody`() async throws {
        let scene = try await Scene(expiresIn: 60)
        #expect(try await scene.deliver() == .sent)
        scene.grounds.time.advance(seconds: 60)
        #expect(try await scene.deliver() == .gone(reason: "The browser's subscription has ended."))
        #expect(try await scene.found() == nil)
        #expect(try await scene.deliver() == .gone(reason: "The browser is no longer subscribed."))
        #expect(scene.receiver.requests.count == 1)
    }

    @Test func `A key that cannot be read is a failure that says what to do`() async throws {
        let scene = try await Scene()
        let delivery = try await scene.grounds.delivery(.push, to: scene.subscription.id)
        let stranger = scene.channel(box: SecretBox(secret: Array(repeating: 1, count: 32)))
        #expect(
            await stranger.send(delivery) == .failed(reason: "The browser's key cannot be read: subscribe it again."))
    }
}
