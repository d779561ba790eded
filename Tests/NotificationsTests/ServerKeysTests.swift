import Storage
import Testing

@testable import Notifications

@Suite struct ServerKeysTests {
    private static let old = Array(repeating: UInt8(ascii: "o"), count: 32)
    private static let new = Array(repeating: UInt8(ascii: "n"), count: 32)

    @Test func `Two processes that ask at once for the first time get one pair`() async throws {
        let grounds = try await Grounds()
        let processes = [grounds.database, try grounds.another()]
        let keys = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<20 {
                group.addTask {
                    try await ServerKeys(database: processes[number % 2], box: grounds.box).vapid().publicKey
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(keys.count == 1)
        #expect(try await ServerKeys(database: grounds.database, box: grounds.box).vapid().publicKey == keys.first)
    }

    @Test func `The pair outlives a change of the secret, and a wrong secret does not replace it`() async throws {
        let grounds = try await Grounds()
        let key = { (box: SecretBox) in
            try await ServerKeys(database: grounds.database, box: box).vapid().publicKey
        }
        let before = try await key(SecretBox(secret: Self.old))
        let wrong = try await key(SecretBox(secret: Array(repeating: 1, count: 32)))
        #expect(wrong != before)
        #expect(try await key(SecretBox(secret: Self.old)) == before)
        #expect(try await key(SecretBox(secret: Self.new, previous: Self.old)) == before)
        #expect(try await key(SecretBox(secret: Self.new)) == before)
    }

    @Test func `The private key is not in the database`() async throws {
        let grounds = try await Grounds()
        let key = try await ServerKeys(database: grounds.database, box: grounds.box).vapid()
        let rows = try await grounds.database.read {
            try $0.fetch("SELECT sealed FROM server_keys") { try $0.bytes(0) }
        }
        #expect(rows.count == 1)
        for row in rows {
            #expect(!row.indices.contains { row[$0...].starts(with: key.bytes) })
            #expect(try grounds.box.open(row, for: "server_keys/vapid") == key.bytes)
        }
    }

    @Test func `After a change of the secret everything is sealed anew and the old one may be forgotten`() async throws
    {
        let grounds = try await Grounds(box: SecretBox(secret: Self.old))
        let user = grounds.ada
        let (webhook, subscription, secret) = try await grounds.database.write { [grounds] connection in
            let webhooks = grounds.webhooks()
            let changes = WebhookChanges(url: "https://hooks.example.org/", topics: [.taskCreated])
            let (webhook, secret) = try webhooks.create(changes, of: user, in: connection)
            _ = try webhooks.create(changes, of: user, in: connection)
            _ = try webhooks.rotate(webhook.id, of: user, in: connection)
            let (subscription, _) = try grounds.subscriptions().save(Browser().draft(), of: user, in: connection)
            return (webhook, subscription, secret)
        }
        let during = SecretBox(secret: Self.new, previous: Self.old)
        #expect(try await Resealing(database: grounds.database, box: SecretBox(secret: Self.new)).run() == 0)
        #expect(try await Resealing(database: grounds.database, box: during).run() == 4)
        #expect(try await Resealing(database: grounds.database, box: during).run() == 0)
        let after = SecretBox(secret: Self.new)
        let sealed = try await grounds.database.read { connection in
            (
                try connection.first("SELECT previous_secret FROM webhooks WHERE id = \(webhook.id)") {
                    try $0.bytes(0)
                },
                try connection.first("SELECT auth FROM push_subscriptions") { try $0.bytes(0) }
            )
        }
        #expect(try after.open(try #require(sealed.0), for: "webhooks/\(webhook.id)") == secret.bytes)
        #expect(try after.open(try #require(sealed.1), for: "push_subscriptions/\(subscription.id)").count == 16)
    }

    @Test func `One that is damaged keeps nobody back`() async throws {
        let grounds = try await Grounds(box: SecretBox(secret: Self.old))
        let user = grounds.ada
        try await grounds.database.write { [grounds] connection in
            for _ in 0..<3 {
                _ = try grounds.subscriptions().save(Browser().draft(), of: user, in: connection)
            }
            try connection.execute(
                """
                UPDATE push_subscriptions SET auth = CAST(substr(auth, 1, 20) AS BLOB)
                WHERE id = (SELECT min(id) FROM push_subscriptions)
                """)
        }
        let during = SecretBox(secret: Self.new, previous: Self.old)
        #expect(try await Resealing(database: grounds.database, box: during).run() == 2)
    }
}
