import Events
import JSON
import Logging
import Storage
import StorageSQLite
import Testing
import Time

@testable import Accounts

struct DeletingTests {
    private func delete(_ signedIn: SignedIn, in premises: Premises) async throws {
        let proof = try await premises.service.prove(
            Password(attempt: "correct horse"), of: try await premises.live(signedIn))
        try await premises.database.write {
            try premises.service.delete(proof, by: premises.author(signedIn.user.id), in: $0)
        }
    }

    private func eraser(_ premises: Premises) -> Eraser {
        Eraser(database: premises.database, logger: Logger(label: "test"))
    }

    /// A row or more in every table that knows people.
    private func furnish(_ user: Identifier, in premises: Premises, tasks: Int) async throws {
        let now = premises.clock.now
        let email = try Premises.email("ada@example.com")
        _ = try await premises.service.resetLink(for: email)
        try await premises.database.write { connection in
            try connection.execute("INSERT INTO lead_times VALUES (\(user), 3600)")
            try connection.execute("INSERT INTO notification_preferences (user_id, channels) VALUES (\(user), '[]')")
            try connection.execute(
                """
                INSERT INTO webhooks (user_id, id, url, description, events, secret, version, created_at, updated_at)
                VALUES (\(user), \(Identifier(at: now)), 'u', '', '[]', x'00', 1, 0, 0)
                """)
            try connection.execute(
                """
                INSERT INTO push_subscriptions (user_id, id, endpoint, p256dh, auth, label, created_at)
                VALUES (\(user), \(Identifier(at: now)), 'u', x'00', x'00', '', 0)
                """)
            for number in 0..<tasks {
                let task = Identifier(at: now)
                try connection.execute(
                    """
                    INSERT INTO tasks (user_id, id, title, title_key, description, priority, completed, tags, version,
                        updated_at)
                    VALUES (\(user), \(task), 'T', 't', '', 1, 0, '[]', 1, \(now))
                    """)
                try connection.execute("INSERT INTO task_tags VALUES (\(user), 'tag', \(task))")
                try connection.execute("INSERT INTO task_reminders VALUES (\(user), \(task), NULL, NULL)")
                try connection.execute(
                    """
                    INSERT INTO notices (user_id, id, kind, title, body, created_at)
                    VALUES (\(user), \(task), 'overdue', 'T', '', \(now))
                    """)
                try connection.execute(
                    """
                    INSERT INTO deliveries (user_id, id, channel, kind, payload, state, created_at)
                    VALUES (\(user), \(task), 'email', 'task-overdue', x'', 'sent', \(now))
                    """)
                try connection.execute("INSERT INTO task_search VALUES (\(user), \(task), 't')")
                try connection.execute(
                    """
                    INSERT INTO recurring_tasks (user_id, id, title, title_key, description, priority, tags,
                        recurrence_type, recurrence_interval, recurrence_rule, timezone, start_date, anchor,
                        create_ahead, catch_up, state, version, created_at, updated_at)
                    VALUES (\(user), \(task), 'T', 't', '', 1, '[]', 'daily', 1, 'FREQ=DAILY', 'UTC', '2026-11-24',
                        'schedule', 0, 'all', 'paused', 1, \(now), \(now))
                    """)
                try connection.execute(
                    "INSERT INTO occurrences VALUES (\(user), \(task), '2026-11-24', 'skipped', NULL)")
                var data = JSONWriter()
                data.object { $0.member("task", "T") }
                try EventLog(clock: premises.clock.wall, wake: { _ in }).append(
                    .taskCreated, subject: task, version: 1, data: data, by: premises.author(user), in: connection)
                try connection.execute(
                    """
                    INSERT INTO idempotency_keys (user_id, method, path, key, body_hash, status, body, created_at)
                    VALUES (\(user), 'POST', '/api/tasks', \("\(number)"), x'00', 201, x'00', \(now))
                    """)
            }
        }
    }

    /// Rows of each table that has a column `user_id`, and of `users`.
    private func rows(of user: Identifier, in premises: Premises) async throws -> [String: Int] {
        try await premises.database.read { connection in
            let tables = try connection.fetch(
                """
                SELECT m.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c
                WHERE m.type = 'table' AND c.name = 'user_id'
                """
            ) { try $0.text(0) }
            var rows: [String: Int] = [:]
            for table in tables {
                rows[table] = try connection.first(
                    "SELECT COUNT(*) FROM \(unsafeSQL: table) WHERE user_id = \(user)"
                ) { try $0.int(0) }
            }
            rows["users"] = try connection.first("SELECT COUNT(*) FROM users WHERE id = \(user)") { try $0.int(0) }
            return rows
        }
    }

    @Test func `ends everything at once and frees the address`() async throws {
        let premises = try await Premises()
        let signedIn = try await premises.register()
        let live = try await premises.live(signedIn)
        try await delete(signedIn, in: premises)
        #expect(try await !premises.service.gate.isLive(live))
        await #expect(throws: AccountError.unauthenticated) {
            try await premises.service.refresh(signedIn.refreshToken, from: Premises.home)
        }
        await #expect(throws: AccountError.wrongCredentials) {
            try await premises.service.signIn(
                email: "ada@example.com", password: "correct horse", from: Premises.home)
        }
        let token = try premises.letters.token(.confirmation)
        await #expect(throws: AccountError.tokenInvalid) {
            try await premises.service.confirmEmail(token: token, traceparent: "")
        }
        #expect(try await premises.service.people().isEmpty)
        let again = try await premises.register()
        #expect(again.user.id != signedIn.user.id)
        let events = try await premises.events(of: signedIn.user.id)
        #expect(events.map(\.kind) == [.userDeleted])
        #expect(events.first?.data.contains(#""email":"ada@example.com""#) == true)
    }

    @Test func `needs the password`() async throws {
        let premises = try await Premises()
        let signedIn = try await premises.register()
        await #expect(throws: AccountError.wrongCurrentPassword) {
            try await premises.service.prove(
                Password(attempt: "wrong horse"), of: try await premises.live(signedIn))
        }
    }

    @Test func `erases every row once everything is published, and nobody else's`() async throws {
        let premises = try await Premises()
        let ada = try await premises.register("ada@example.com")
        let bob = try await premises.register("bob@example.com")
        try await furnish(ada.user.id, in: premises, tasks: 450)
        try await furnish(bob.user.id, in: premises, tasks: 3)
        let full = try await rows(of: ada.user.id, in: premises)
        #expect(full.allSatisfy { $0.value > 0 }, "every table must have something to erase: \(full)")
        let before = try await rows(of: bob.user.id, in: premises)

        try await delete(ada, in: premises)
        try await eraser(premises).pass()
        let pending = try await rows(of: ada.user.id, in: premises)
        #expect(pending["tasks"] == 0)
        #expect(pending["sessions"] == 0)
        #expect(pending["users"] == 1)
        #expect(pending["task_event_log"] == 451)
        #expect(pending["unpublished"] == 451)

        try await premises.database.write { connection in
            try connection.execute("DELETE FROM unpublished WHERE user_id = \(ada.user.id) AND sequence > 1")
            // What the bus will never accept holds nothing up.
            try connection.execute("UPDATE unpublished SET parked = 1 WHERE user_id = \(ada.user.id)")
        }
        try await eraser(premises).pass()
        #expect(try await rows(of: ada.user.id, in: premises).allSatisfy { $0.value == 0 })
        #expect(try await rows(of: bob.user.id, in: premises) == before)
        _ = try await premises.live(bob)
    }

    @Test func `exports the account without its secrets`() async throws {
        let premises = try await Premises()
        let signedIn = try await premises.register()
        let now = premises.clock.now
        let export = try await premises.database.read {
            try premises.service.export(signedIn.user.id, at: now, in: $0)
        }
        var json = JSONWriter()
        export.write(to: &json, current: signedIn.session)
        let value = try JSONParser.parse(json.bytes)
        #expect(value["user"]?["email"]?.string == "ada@example.com")
        #expect(value["sessions"]?.array?.first?["current"]?.bool == true)
        #expect(!json.text.contains("argon2"))
    }
}
