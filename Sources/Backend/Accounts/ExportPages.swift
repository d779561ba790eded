import Accounts
import Events
import JSON
import NIOCore
import Notifications
import Storage
import Tasks
import Time

/// The text of an export, page by page: the account with its targets, then tasks, series and events.
struct ExportPages: Sendable {
    private enum Stage {
        case account
        case tasks(TodoQuery.Paging)
        case series(RecurringTaskQuery.Paging)
        /// After the event with this number.
        case events(Int64)
        case end
    }

    private static let size = 200

    private let account: AccountExport
    private let targets: ExportedTargets
    private let session: LiveSession
    private let todos: Todos
    private let series: RecurringTasks
    private let database: any Database
    private let clock: WallClock
    private var stage = Stage.account
    /// Whether the array that is being written has elements already.
    private var needsComma = false

    init(
        account: AccountExport, targets: ExportedTargets, session: LiveSession, todos: Todos, series: RecurringTasks,
        database: any Database,
        clock: WallClock
    ) {
        self.account = account
        self.targets = targets
        self.session = session
        self.todos = todos
        self.series = series
        self.database = database
        self.clock = clock
    }

    /// What to write next; nil at the end.
    mutating func next() async throws -> ByteBuffer? {
        switch stage {
        case .account:
            var json = JSONWriter()
            account.write(to: &json, current: session.session)
            var more = JSONWriter()
            more.object { targets.write(to: &$0) }
            stage = .tasks(.after(nil))
            // The object goes on: its closing brace is the last thing to be written.
            var buffer = ByteBuffer(bytes: json.bytes.dropLast())
            buffer.writeString(",")
            buffer.writeBytes(more.bytes.dropFirst().dropLast())
            buffer.writeString(#","tasks":["#)
            return buffer
        case .tasks(let paging):
            let page = try await tasks(paging)
            let now = clock.now()
            var buffer = elements(page.items) { $0.write(to: &$1, at: now) }
            if let next = page.next {
                stage = .tasks(.after(next))
            } else {
                end(#"],"recurring_tasks":["#, &buffer, then: .series(.after(nil)))
            }
            return buffer
        case .series(let paging):
            let page = try await series(paging)
            var buffer = elements(page.items) { $0.write(to: &$1) }
            if let next = page.next {
                stage = .series(.after(next))
            } else {
                end(#"],"events":["#, &buffer, then: .events(0))
            }
            return buffer
        case .events(let sequence):
            let events = try await events(after: sequence)
            var buffer = elements(events) { $0.write(to: &$1) }
            if let last = events.last, events.count == Self.size {
                stage = .events(last.sequence)
            } else {
                buffer.writeString("]}")
                stage = .end
            }
            return buffer
        case .end: return nil
        }
    }

    /// Goes from one array to the next.
    private mutating func end(_ text: String, _ buffer: inout ByteBuffer, then next: Stage) {
        buffer.writeString(text)
        needsComma = false
        stage = next
    }

    private mutating func elements<Element>(
        _ elements: [Element], _ write: (Element, inout JSONWriter) -> Void
    ) -> ByteBuffer {
        var buffer = ByteBuffer()
        for element in elements {
            var json = JSONWriter(capacity: 1024)
            write(element, &json)
            if needsComma { buffer.writeString(",") }
            buffer.writeBytes(json.bytes)
            needsComma = true
        }
        return buffer
    }

    private func tasks(_ paging: TodoQuery.Paging) async throws -> TodoPage {
        let query = TodoQuery(sort: TodoSort(by: .createdAt, .ascending), paging: paging, size: Self.size)
        return try await database.read { [todos, user = session.user] in try todos.list(query, of: user, in: $0) }
    }

    private func series(_ paging: RecurringTaskQuery.Paging) async throws -> RecurringTaskPage {
        let query = RecurringTaskQuery(by: .createdAt, .ascending, paging: paging, size: Self.size)
        return try await database.read { [series, user = session.user] in
            try series.list(query, of: user, in: $0)
        }
    }

    private func events(after sequence: Int64) async throws -> [CloudEvent] {
        try await database.read { [user = session.user] in
            try EventLog.events(of: user, after: sequence, limit: Self.size, in: $0)
        }
    }
}

/// Where a person is sent things, without the secrets.
struct ExportedTargets: Sendable {
    let webhooks: [Webhook]
    let subscriptions: [PushSubscription]

    func write(to json: inout JSONWriter) {
        json.member("webhooks") { $0.array(webhooks) { $1.write(to: &$0) } }
        json.member("push_subscriptions") { $0.array(subscriptions) { $1.write(to: &$0) } }
    }
}
