import Egress
import Foundation
import Storage
import Synchronization
import Testing
import Time

@testable import Notifications

@Suite struct WebhookChannelTests {
    /// A webhook of Ada's, and who listens there.
    private final class Scene: Sendable {
        let grounds: Grounds
        let receiver = Receiver()
        let webhook: Webhook
        let secret: WebhookSecret
        private let notices = Mutex<[Webhook]>([])

        init(box: SecretBox = SecretBox(secret: Grounds.secret)) async throws {
            grounds = try await Grounds(box: box)
            let changes = WebhookChanges(url: "https://hooks.example.org/todo?a=b", topics: [.taskDueSoon])
            (webhook, secret) = try await grounds.database.write { [grounds] in
                try grounds.webhooks().create(changes, of: grounds.ada, in: $0)
            }
        }

        /// The webhooks that a notice was given of.
        var noticed: [Webhook] { notices.withLock { $0 } }

        func channel(box: SecretBox? = nil) -> WebhookChannel {
            WebhookChannel(
                database: grounds.database, box: box ?? grounds.box, clock: grounds.time.clock,
                notice: { [self] webhook, _, _ in notices.withLock { $0.append(webhook) } },
                answering: receiver.take)
        }

        func deliver() async throws -> Attempt {
            let delivery = try await grounds.delivery(.webhook, to: webhook.id)
            return await channel().send(delivery)
        }

        func found() async throws -> Webhook {
            try await grounds.database.read { [grounds, webhook] in
                try grounds.webhooks().find(webhook.id, of: grounds.ada, in: $0)
            }
        }

        func rotate() async throws -> WebhookSecret {
            try await grounds.database.write { [grounds, webhook] in
                try grounds.webhooks().rotate(webhook.id, of: grounds.ada, in: $0).secret
            }
        }

        func edit(_ changes: WebhookChanges) async throws {
            try await grounds.database.write { [grounds, webhook] in
                _ = try grounds.webhooks().edit(webhook.id, changes, of: grounds.ada, in: $0)
            }
        }
    }

    @Test func `A message has the delivery's id on every attempt, and a signature that its receiver can check`()
        async throws
    {
        let scene = try await Scene()
        let delivery = try await scene.grounds.delivery(.webhook, to: scene.webhook.id, payload: #"{"type":"ä"}"#)
        #expect(await scene.channel().send(delivery) == .sent)
        scene.grounds.time.advance(seconds: 60)
        #expect(await scene.channel().send(delivery) == .sent)
        let requests = scene.receiver.requests
        try #require(requests.count == 2)
        #expect(requests.map { $0[field: "webhook-id"] } == [delivery.id.description, delivery.id.description])
        #expect(requests.map { $0[field: "webhook-timestamp"] } == ["1764000000", "1764000060"])
        for request in requests {
            #expect(request.method == .post && request.url.target == "/todo?a=b")
            #expect(request.timeout == .seconds(10))
            #expect(request.body == delivery.payload)
            #expect(request[field: "content-type"] == "application/json")
            let content = Array("\(delivery.id).\(request[field: "webhook-timestamp"] ?? "").".utf8) + request.body
            #expect(request[field: "webhook-signature"] == scene.secret.signature(of: content))
        }
    }

    @Test func `After a rotation the old secret signs for 24 hours, and no longer`() async throws {
        let scene = try await Scene()
        let new = try await scene.rotate()
        _ = try await scene.deliver()
        scene.grounds.time.advance(seconds: 86400 - 1)
        _ = try await scene.deliver()
        scene.grounds.time.advance(seconds: 1)
        _ = try await scene.deliver()
        let expected = [[new, scene.secret], [new, scene.secret], [new]]
        for (request, secrets) in zip(scene.receiver.requests, expected) {
            let head = "\(request[field: "webhook-id"] ?? "").\(request[field: "webhook-timestamp"] ?? "")."
            let content = Array(head.utf8) + request.body
            #expect(
                request[field: "webhook-signature"]
                    == secrets.map { $0.signature(of: content) }.joined(separator: " "))
        }
        #expect(scene.receiver.requests.count == 3)
    }

    @Test(arguments: [
        (200, Attempt.sent), (204, .sent), (299, .sent),
        (302, .failed(reason: "The receiver answered 302; redirects are not followed.")),
        (400, .failed(reason: "The receiver answered 400.")), (404, .failed(reason: "The receiver answered 404.")),
        (410, .gone(reason: "The receiver answered 410: it wants no more.")),
        (429, .failed(reason: "The receiver answered 429.", retryAfter: .seconds(7))),
        (500, .failed(reason: "The receiver answered 500.")),
        (503, .failed(reason: "The receiver answered 503.", retryAfter: .seconds(7))),
    ])
    func `What the receiver answers decides`(status: Int, expected: Attempt) async throws {
        let scene = try await Scene()
        scene.receiver.answers(status, ["Retry-After: 7"])
        #expect(try await scene.deliver() == expected)
    }

    @Test func `No answer is a failure with its reason`() async throws {
        let scene = try await Scene()
        scene.receiver.fails(.refusedAddress)
        #expect(
            try await scene.deliver() == .failed(reason: "Not delivered: the address is not on the public internet."))
        #expect(try await scene.found().health.failures == 1)
    }

    @Test func `A webhook that failed for five days is disabled, with one notice`() async throws {
        let scene = try await Scene()
        scene.receiver.answers(500)
        for day in 0..<12 {
            _ = try await scene.deliver()
            scene.grounds.time.advance(seconds: 86400)
            #expect(try await scene.found().isEnabled == (day < 9))
        }
        let found = try await scene.found()
        #expect(found.disabled == .failing && found.version == 2)
        #expect(scene.noticed == [found])
        #expect(scene.receiver.requests.count == 10)
        #expect(try await scene.deliver() == .refused(reason: "The webhook is disabled."))

        try await scene.edit(WebhookChanges(isEnabled: true))
        _ = try await scene.deliver()
        #expect(try await scene.found().health.failures == 1)
    }

    @Test func `What arrives ends a row of failures`() async throws {
        let scene = try await Scene()
        scene.receiver.answers(500)
        for _ in 0..<9 { _ = try await scene.deliver() }
        #expect(try await scene.found().health.failingSince == scene.grounds.time.now)
        scene.receiver.answers(200)
        _ = try await scene.deliver()
        #expect(try await scene.found() == scene.webhook)
    }

    @Test func `A receiver that answers 410 disables it at once, with a notice`() async throws {
        let scene = try await Scene()
        scene.receiver.answers(410)
        _ = try await scene.deliver()
        #expect(try await scene.found().disabled == .gone)
        #expect(scene.noticed.count == 1)
    }

    @Test func `A webhook that was deleted in the meantime is gone`() async throws {
        let scene = try await Scene()
        let delivery = try await scene.grounds.delivery(.webhook, to: scene.webhook.id)
        try await scene.grounds.database.write { [grounds = scene.grounds, webhook = scene.webhook] in
            try grounds.webhooks().delete(webhook.id, of: grounds.ada, in: $0)
        }
        #expect(await scene.channel().send(delivery) == .gone(reason: "The webhook was deleted."))
        #expect(scene.receiver.requests.isEmpty)
    }

    @Test func `A secret that cannot be read is a failure that says what to do`() async throws {
        let scene = try await Scene()
        let delivery = try await scene.grounds.delivery(.webhook, to: scene.webhook.id)
        let stranger = scene.channel(box: SecretBox(secret: Array(repeating: 1, count: 32)))
        #expect(
            await stranger.send(delivery)
                == .failed(reason: "The webhook's secret cannot be read: give it a new one."))
    }
}
