import Crypto
import Egress
import Storage
import Testing
import Time

@testable import Notifications

@Suite struct PushSubscriptionsTests {
    private func save(
        _ grounds: Grounds, _ draft: PushSubscriptionDraft, of user: Identifier? = nil, egress: Egress = Egress()
    ) async throws -> (subscription: PushSubscription, isNew: Bool) {
        try await grounds.database.write { [grounds] in
            try grounds.subscriptions(egress: egress).save(draft, of: user ?? grounds.ada, in: $0)
        }
    }

    private func list(_ grounds: Grounds, of user: Identifier? = nil) async throws -> [PushSubscription] {
        try await grounds.database.read { [grounds] in
            try grounds.subscriptions().list(of: user ?? grounds.ada, in: $0)
        }
    }

    private func refused(_ draft: PushSubscriptionDraft) async throws -> [String] {
        let grounds = try await Grounds()
        let error = await #expect(throws: ChannelError.self) { try await save(grounds, draft) }
        guard case .invalid(let errors) = error else { return ["\(String(describing: error))"] }
        return errors.map(\.field)
    }

    @Test func `The same endpoint again brings the subscription up to date`() async throws {
        let grounds = try await Grounds()
        let browser = Browser()
        let (first, isNew) = try await save(grounds, browser.draft(label: "Old"))
        #expect(isNew)
        grounds.time.advance(seconds: 60)
        let (second, isNewAgain) = try await save(grounds, browser.renewed().draft(label: "New"))
        #expect(!isNewAgain)
        #expect(second.id == first.id && second.label == "New" && second.createdAt == first.createdAt)
        #expect(try await list(grounds) == [second])
    }

    @Test func `A browser tells one person at a time, and nobody ends a subscription by its endpoint alone`()
        async throws
    {
        let grounds = try await Grounds()
        let browser = Browser()
        _ = try await save(grounds, browser.draft())
        _ = try await save(grounds, browser.renewed().draft(), of: grounds.eve)
        #expect(try await list(grounds).count == 1)
        _ = try await save(grounds, browser.draft(), of: grounds.eve)
        #expect(try await list(grounds).isEmpty)
        #expect(try await list(grounds, of: grounds.eve).count == 1)
    }

    @Test func `A person may have twenty, and may still bring one up to date`() async throws {
        let grounds = try await Grounds()
        let browsers = (0..<21).map { _ in Browser() }
        for browser in browsers.prefix(20) { _ = try await save(grounds, browser.draft()) }
        await #expect(throws: ChannelError.self) { try await save(grounds, browsers[20].draft()) }
        #expect(try await !save(grounds, browsers[0].draft()).isNew)
        #expect(try await list(grounds).count == 20)
    }

    @Test func `Keys that cannot encrypt are refused by name`() async throws {
        let browser = Browser()
        var draft = browser.draft()
        draft.p256dh = "AAAA"
        draft.auth = "AAAA"
        #expect(try await refused(draft) == ["keys.auth", "keys.p256dh"])
        draft = browser.draft()
        draft.auth = "not base64!"
        #expect(try await refused(draft) == ["keys.auth"])
    }

    @Test(arguments: [
        "http://push.example.org/a", "https://127.0.0.1/a", "https://ada@push.example.org/", "wss://push.example.org/",
        "https://push.example.org/" + String(repeating: "a", count: 2000),
    ])
    func `An endpoint that is none is refused`(endpoint: String) async throws {
        var draft = Browser().draft()
        draft.endpoint = endpoint
        #expect(try await refused(draft) == ["endpoint"])
    }

    @Test func `What the operator has named may be http`() async throws {
        let grounds = try await Grounds()
        let egress = Egress(allowance: EgressAllowance([try Endpoint("127.0.0.1:9000")]))
        var draft = Browser().draft()
        draft.endpoint = "http://127.0.0.1:9000/a"
        #expect(try await save(grounds, draft, egress: egress).isNew)
    }

    @Test func `Nobody reaches another person's subscription, and what is deleted is gone`() async throws {
        let grounds = try await Grounds()
        let (subscription, _) = try await save(grounds, Browser().draft())
        let delete = { (user: Identifier) in
            try await grounds.database.write { [grounds] in
                try grounds.subscriptions().delete(subscription.id, of: user, in: $0)
            }
        }
        await #expect(throws: ChannelError.self) { try await delete(grounds.eve) }
        #expect(try await list(grounds).count == 1)
        try await delete(grounds.ada)
        #expect(try await list(grounds).isEmpty)
        await #expect(throws: ChannelError.self) { try await delete(grounds.ada) }
    }

    @Test func `A subscription that has ended is no target`() async throws {
        let grounds = try await Grounds()
        let (lasting, _) = try await save(grounds, Browser().draft())
        var draft = Browser().draft()
        draft.expiresAt = grounds.time.now.adding(seconds: 60)
        let (ending, _) = try await save(grounds, draft)
        let targets = {
            try await grounds.database.read { [grounds] in
                try grounds.subscriptions().targets(of: grounds.ada, in: $0)
            }
        }
        #expect(Set(try await targets()) == [lasting.id, ending.id])
        grounds.time.advance(seconds: 60)
        #expect(try await targets() == [lasting.id])
    }
}
