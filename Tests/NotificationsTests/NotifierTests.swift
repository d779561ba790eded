@testable import Events
import JSON
@testable import Notifications
import Storage
import StorageSQLite
import Synchronization
import Tasks
import Testing
import Time

@Suite struct NotifierTests {
    @Test func `A due date becomes a notice, and a delivery for each way to the person`() async throws {
        let room = try await Mailroom(timezone: "Europe/Berlin")
        room.webhooks.withLock { $0 = [Identifier(at: room.time.now)] }
        room.browsers.withLock { $0 = [Identifier(at: room.time.now), Identifier(at: room.time.now)] }
        _ = try await room.task("Buy milk", dueIn: 3600)
        #expect(await room.notifier().take(try await room.announce()) == .accepted)
        let notices = try await room.unread()
        #expect(notices.map(\.title) == ["Due soon: Buy milk"])
        #expect(notices.map(\.body) == ["It is due on Monday 24 November 2025, 18:00."])
        let ledger = try await room.ledger()
        // The webhook also hears that the task was made.
        #expect(ledger.map(\.channel.rawValue).sorted() == ["email", "push", "push", "webhook", "webhook"])
        #expect(ledger.allSatisfy { $0.nextAttempt == room.time.now })
        let mail = try #require(ledger.first { $0.channel == .email })
        let payload = try JSONParser.parse(mail.payload)
        #expect(payload["type"]?.string == "task-due-soon")
        #expect(payload["data"]?["title"]?.string == "Due soon: Buy milk")
        #expect(payload["data"]?["event"]?["task"]?["title"]?.string == "Buy milk")
        let events = try await room.announce()
        #expect(events.last?.kind == .notificationCreated)
        #expect(events.last?.subject == notices.first?.id)
    }

    @Test func `The longest task still fits into a push`() async throws {
        let room = try await Mailroom()
        room.browsers.withLock { $0 = [Identifier(at: room.time.now)] }
        let title = String(repeating: "\u{10FFFF}", count: 500)
        let due = DueDate.at(room.time.now.adding(seconds: 3600))
        let changes = TodoChanges(
            title: title, description: String(repeating: "\u{10FFFF}", count: 5000), dueDate: .some(due))
        let todo = try await room.database.write { [todos = room.todos, author = room.author] in
            try todos.create(changes, by: author, in: $0)
        }
        #expect(await room.notifier().take(try await room.announce()) == .accepted)
        let push = try #require(try await room.ledger().first { $0.channel == .push })
        #expect(push.payload.count <= PushEncryption.longestMessage)
        let data = try JSONParser.parse(push.payload)["data"]
        #expect(data?["title"]?.string == "Due soon: \(title)")
        #expect(data?["task_id"]?.string == todo.id.description)
    }

    @Test func `An event that comes twice tells once`() async throws {
        let room = try await Mailroom()
        _ = try await room.task("Once", dueIn: 3600)
        let events = try await room.announce()
        for _ in 0..<3 { #expect(await room.notifier().take(events) == .accepted) }
        #expect(try await room.unread().count == 1)
        #expect(try await room.ledger().count == 1)
    }

    @Test func `An event that nobody can read is set aside alone`() async throws {
        let room = try await Mailroom()
        _ = try await room.task("Fine", dueIn: 3600)
        let fine = try #require(try await room.announce().last)
        let broken = CloudEvent(
            id: Identifier(at: room.time.now), user: room.user, sequence: 9, subject: nil, kind: .taskOverdue,
            version: 1, actor: "system", data: "{", undoes: nil, traceparent: "", time: room.time.now)
        let publisher = LocalPublisher(consumers: [room.notifier().consumer])
        let outcomes = await publisher.publish([broken, fine])
        guard case .neverAcceptable = outcomes.first else {
            Issue.record("\(outcomes)")
            return
        }
        #expect(outcomes.last == .accepted)
        #expect(try await room.unread().map(\.title) == ["Due soon: Fine"])
    }

    @Test func `Nobody gets mail at an address that is not known to be theirs, or without a server`() async throws {
        let stranger = try await Mailroom(isEmailConfirmed: false)
        _ = try await stranger.task("Mail", dueIn: 3600)
        _ = await stranger.notifier().take(try await stranger.announce())
        #expect(try await stranger.ledger().isEmpty)
        #expect(try await stranger.unread().count == 1)
        let room = try await Mailroom()
        _ = try await room.task("Mail", dueIn: 3600)
        _ = await room.notifier(sendsMail: false).take(try await room.announce())
        #expect(try await room.ledger().isEmpty)
    }

    @Test func `Quiet hours hold back mail and push, not webhooks and the list`() async throws {
        let room = try await Mailroom()
        let (from, until) = (try #require(TimeOfDay("15:00")), try #require(TimeOfDay("17:00")))
        let hours = QuietHours(from: from, until: until)
        try await room.prefer(NotificationPreferences(channels: Channel.allCases, quietHours: hours, digestTime: nil))
        room.webhooks.withLock { $0 = [Identifier(at: room.time.now)] }
        room.browsers.withLock { $0 = [Identifier(at: room.time.now)] }
        _ = try await room.task("Hush", dueIn: 3600)  // It is 16:00.
        _ = await room.notifier().take(try await room.announce())
        let ledger = try await room.ledger()
        #expect(ledger.filter { $0.channel == .webhook }.allSatisfy { $0.nextAttempt == room.time.now })
        #expect(
            ledger.filter { $0.channel != .webhook }.allSatisfy {
                $0.nextAttempt == room.time.now.adding(seconds: 3600)
            })
        #expect(ledger.count == 4)
        #expect(try await room.unread().count == 1)
    }

    @Test(arguments: Channel.allCases) func `Only the chosen channels are used`(channel: Channel) async throws {
        let room = try await Mailroom()
        room.webhooks.withLock { $0 = [Identifier(at: room.time.now)] }
        room.browsers.withLock { $0 = [Identifier(at: room.time.now)] }
        try await room.prefer(NotificationPreferences(channels: [channel], quietHours: nil, digestTime: nil))
        _ = try await room.task("One way", dueIn: 3600)
        _ = await room.notifier().take(try await room.announce())
        #expect(try await room.ledger().allSatisfy { $0.channel == channel })
        #expect(try await room.ledger().isEmpty == (channel == .inApp))
        #expect(try await room.unread().count == (channel == .inApp ? 1 : 0))
    }

    @Test func `Notices are read one by one or all at once, unread ones come first`() async throws {
        let room = try await Mailroom()
        let (notices, user) = (room.notices, room.user)
        var ids: [Identifier] = []
        for number in 0..<5 {
            let draft = Notices.Draft("reminder", title: "\(number)")
            ids += try await room.database.write { try notices.add([draft], of: user, in: $0) }.map(\.id)
            room.time.advance(seconds: 1)
        }
        let read = try await room.database.write { [id = ids[3]] in try notices.read(id, of: user, in: $0) }
        #expect(read.readAt == room.time.now)
        let list = try await room.database.read { try notices.list(of: user, limit: 3, in: $0) }
        #expect(list.map(\.title) == ["4", "2", "1"])
        let position = Notices.Position(isRead: false, id: list[2].id)
        let rest = try await room.database.read { try notices.list(of: user, after: position, limit: 3, in: $0) }
        #expect(rest.map(\.title) == ["0", "3"])
        #expect(try await room.database.read { try notices.unreadCount(of: user, in: $0) } == 4)
        #expect(try await room.database.write { try notices.readAll(of: user, in: $0) } == 4)
        #expect(try await room.database.write { try notices.readAll(of: user, in: $0) } == 0)
        await #expect(throws: DeliveryError.notFound) {
            try await room.database.write { try notices.read(user, of: user, in: $0) }
        }
    }

    @Test func `Damaged preferences keep nobody else's digest`() async throws {
        let room = try await Mailroom()
        let preferences = NotificationPreferences(channels: [.email], quietHours: nil, digestTime: TimeOfDay("18:00"))
        try await room.prefer(preferences, in: .utc)
        _ = try await room.task("Mail", dueIn: 86400)
        room.time.advance(seconds: 86400)
        let digests = Digests(deliveries: room.deliveries, sendsMail: true)
        try await room.database.write { [now = room.time.now, user = room.user] connection in
            try connection.execute("UPDATE notification_preferences SET channels = '[' WHERE user_id = \(user)")
            #expect(try digests.writeDue(at: now, in: connection) == 1)
            #expect(try Digests.next(in: connection) == nil)
        }
    }

    @Test func `A digest comes once a day, also after days without a server, and not when there is nothing`()
        async throws
    {
        let room = try await Mailroom(timezone: "Europe/Berlin")  // It is 17:00.
        let zone = try #require(Zone(identifier: "Europe/Berlin"))
        let time = try #require(TimeOfDay("18:00"))
        try await room.prefer(
            NotificationPreferences(channels: [.email], quietHours: nil, digestTime: time), in: zone)
        let digests = Digests(deliveries: room.deliveries, sendsMail: true)
        func write() async throws -> Int {
            try await room.database.write { [now = room.time.now] in try digests.writeDue(at: now, in: $0) }
        }
        #expect(try await write() == 0)
        #expect(try await room.database.read { try Digests.next(in: $0) } == room.time.now.adding(seconds: 3600))
        room.time.advance(seconds: 3600)
        #expect(try await write() == 1)
        #expect(try await room.ledger().isEmpty)
        _ = try await room.task("Old", dueIn: -86400)
        _ = try await room.task("Tonight", dueIn: 4 * 86400 + 3600)
        _ = try await room.task("Next week", dueIn: 8 * 86400)
        room.time.advance(seconds: 4 * 86400)
        // Whoever changes something in the meantime still gets the one that is due.
        try await room.prefer(
            NotificationPreferences(channels: [.email, .inApp], quietHours: nil, digestTime: time), in: zone)
        #expect(try await write() == 1)
        #expect(try await write() == 0)
        let ledger = try await room.ledger()
        #expect(ledger.count == 1)
        let data = try JSONParser.parse(try #require(ledger.first).payload)["data"]
        #expect(data?["overdue"]?["tasks"]?.array?.first?["title"]?.string == "Old")
        #expect(data?["today"]?["tasks"]?.array?.first?["title"]?.string == "Tonight")
        #expect(data?["upcoming"]?["count"]?.integer == 1)
        #expect(try await room.database.read { try Digests.next(in: $0) } == room.time.now.adding(seconds: 86400))
    }
}

extension Mailroom {
    func unread() async throws -> [Notice] {
        try await database.read { [notices, user] in try notices.list(of: user, onlyUnread: true, limit: 100, in: $0) }
    }
}
