import Egress
import Events
import Notifications
import Storage
import Testing

@Suite struct WebhooksTests {
    private static let url = "https://hooks.example.org/todo"

    private func create(_ grounds: Grounds, _ changes: WebhookChanges? = nil) async throws -> (Webhook, WebhookSecret) {
        let changes = changes ?? WebhookChanges(url: Self.url, topics: [.taskOverdue, .taskDueSoon, .taskOverdue])
        return try await grounds.database.write { [webhooks = grounds.webhooks(), ada = grounds.ada] in
            try webhooks.create(changes, of: ada, in: $0)
        }
    }

    private func edit(
        _ grounds: Grounds, _ webhook: Webhook, _ changes: WebhookChanges, expecting: Precondition = .none
    ) async throws -> Webhook {
        try await grounds.database.write { [webhooks = grounds.webhooks(), ada = grounds.ada] in
            try webhooks.edit(webhook.id, changes, expecting: expecting, of: ada, in: $0)
        }
    }

    @Test func `A new webhook is found as it was made, its topics in order and once`() async throws {
        let grounds = try await Grounds()
        let (webhook, secret) = try await create(grounds)
        #expect(webhook.topics == [.taskDueSoon, .taskOverdue])
        #expect(webhook.version == 1 && webhook.isEnabled)
        let found = try await grounds.database.read { [grounds] in
            try grounds.webhooks().find(webhook.id, of: grounds.ada, in: $0)
        }
        #expect(found == webhook)
        let (_, other) = try await create(grounds)
        #expect(other != secret)
    }

    @Test func `Its secret is not in the database`() async throws {
        let grounds = try await Grounds()
        let (webhook, secret) = try await create(grounds)
        let bytes = try #require(WebhookSecret(secret.text)).text
        let sealed = try await grounds.database.read { connection in
            try connection.first("SELECT secret FROM webhooks WHERE id = \(webhook.id)") { try $0.bytes(0) }
        }
        let opened = try grounds.box.open(try #require(sealed), for: "webhooks/\(webhook.id)")
        #expect(WebhookSecret(bytes: opened)?.text == bytes)
        #expect(sealed.map { !String(decoding: $0, as: UTF8.self).contains("whsec_") } == true)
    }

    @Test func `Nobody reaches another person's webhook`() async throws {
        let grounds = try await Grounds()
        let (webhook, _) = try await create(grounds)
        let webhooks = grounds.webhooks()
        let eve = grounds.eve
        let verbs: [@Sendable (any Connection) throws -> Void] = [
            { _ = try webhooks.find(webhook.id, of: eve, in: $0) },
            { _ = try webhooks.edit(webhook.id, WebhookChanges(isEnabled: false), of: eve, in: $0) },
            { _ = try webhooks.rotate(webhook.id, of: eve, in: $0) },
            { try webhooks.delete(webhook.id, of: eve, in: $0) },
        ]
        for verb in verbs {
            let error = await #expect(throws: ChannelError.self) { try await grounds.database.write(verb) }
            guard case .notFound = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
        let lists = try await grounds.database.read { [ada = grounds.ada] connection in
            (try webhooks.list(of: eve, in: connection), try webhooks.list(of: ada, in: connection))
        }
        #expect(lists.0 == [])
        #expect(lists.1 == [webhook])
    }

    @Test func `A person may have twenty`() async throws {
        let grounds = try await Grounds()
        for _ in 0..<Webhooks.limit { _ = try await create(grounds) }
        let error = await #expect(throws: ChannelError.self) { try await create(grounds) }
        guard case .tooMany(limit: 20) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        let page = try await grounds.database.read { [grounds] connection in
            let all = try grounds.webhooks().list(of: grounds.ada, in: connection)
            return (all, try grounds.webhooks().list(of: grounds.ada, after: all[17].id, in: connection))
        }
        #expect(page.0.count == 20)
        #expect(page.1 == Array(page.0.suffix(2)))
    }

    @Test(arguments: [
        "", "hooks.example.org", "ftp://hooks.example.org", "https://ada:secret@hooks.example.org/",
        "https://hooks.example.org/#a", "https://hooks.example.org/ä", "https://", "https://127.0.0.1/",
        "http://[::1]/", "http://169.254.169.254/latest", "https://0x7f.1/", "https://2130706433/",
        "https://hooks.example.org/" + String(repeating: "a", count: 2000),
    ])
    func `An address that cannot be meant is refused at once`(url: String) async throws {
        let grounds = try await Grounds()
        let error = await #expect(throws: ChannelError.self) {
            try await create(grounds, WebhookChanges(url: url, topics: [.taskCreated]))
        }
        guard case .invalid(let errors) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(errors.map(\.field) == ["url"])
    }

    @Test func `What the operator has named may be inside`() async throws {
        let grounds = try await Grounds()
        let egress = Egress(allowance: EgressAllowance([try Endpoint("127.0.0.1:9000")]))
        let webhooks = grounds.webhooks(egress: egress)
        for (url, isRefused) in [("http://127.0.0.1:9000/", false), ("http://127.0.0.1:9001/", true)] {
            let outcome = await Result {
                try await grounds.database.write { [ada = grounds.ada] in
                    try webhooks.create(WebhookChanges(url: url, topics: [.taskCreated]), of: ada, in: $0)
                }
            }
            #expect((try? outcome.get()) == nil ? isRefused : !isRefused)
        }
    }

    @Test func `An edit changes what it names, and one that changes nothing keeps the version`() async throws {
        let grounds = try await Grounds()
        let (webhook, _) = try await create(grounds)
        grounds.time.advance(seconds: 5)
        let edited = try await edit(grounds, webhook, WebhookChanges(description: "Mine"))
        #expect(edited.description == "Mine" && edited.url == webhook.url && edited.version == 2)
        #expect(edited.updatedAt == grounds.time.now && edited.createdAt == webhook.createdAt)
        #expect(try await edit(grounds, webhook, WebhookChanges(description: "Mine")) == edited)
        await #expect(throws: PreconditionError.versionMismatch(current: 2)) {
            try await edit(grounds, webhook, WebhookChanges(description: "Old"), expecting: .versions([1]))
        }
    }

    @Test func `Disabled by its owner it is no target; enabled again it is`() async throws {
        let grounds = try await Grounds()
        let (webhook, _) = try await create(grounds)
        let targets = { (topic: String) in
            try await grounds.database.read { [grounds] in
                try grounds.webhooks().targets(of: grounds.ada, in: $0).filter { $0.topics.contains(topic) }.map(\.id)
            }
        }
        #expect(try await targets("task-due-soon") == [webhook.id])
        #expect(try await targets("task-created") == [])
        let disabled = try await edit(grounds, webhook, WebhookChanges(isEnabled: false))
        #expect(disabled.disabled == .owner)
        #expect(try await targets("task-due-soon") == [])
        let enabled = try await edit(grounds, webhook, WebhookChanges(isEnabled: true))
        #expect(enabled.disabled == nil && enabled.version == 3)
        #expect(try await targets("task-due-soon") == [webhook.id])
    }

    @Test func `Every event that tells of a task or a series can be asked for, and no other`() {
        let told = EventKind.allCases.filter { [.task, .recurringTask].contains($0.subject) }.map(\.topic)
        #expect(Set(told) == Set(WebhookTopic.allCases.map(\.rawValue)))
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
