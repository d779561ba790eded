import API
import Accounts
import HTTPService
import Hummingbird
import JSON
import Notifications
import Storage
import Tasks
import Time

/// `/api/users/me/reminders`, `/api/tasks/{id}/reminders` and `/api/tasks/{id}/snooze`: when and how whoever asks is
/// reminded.
struct ReminderEndpoints: Sendable {
    let todos: Todos
    let database: any Database
    let changes: Changes
    let sessions: SessionCheck
    let clock: WallClock

    func add(to router: Router<ServiceContext>) {
        router.get("/api/users/me/reminders", use: preferences)
        router.put("/api/users/me/reminders", use: setPreferences)
        router.get("/api/tasks/{id}/reminders", use: reminders)
        router.put("/api/tasks/{id}/reminders", use: setReminders)
        router.post("/api/tasks/{id}/snooze", use: snooze)
    }

    @Sendable private func preferences(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        return try await database.read(.lookup) { [todos] connection in
            Answer.preferences(
                try todos.leadTimes(of: user, in: connection),
                try NotificationPreferences.find(of: user, in: connection))
        }.response()
    }

    @Sendable private func setPreferences(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        let body = try await request.json()
        let draft = try PreferencesDraft(body.value)
        return try await changes.run(request, by: user, body: body.bytes) { [todos, clock] connection in
            var leads = try todos.leadTimes(of: user, in: connection)
            var preferences = try NotificationPreferences.find(of: user, in: connection)
            draft.apply(to: &leads, &preferences)
            try todos.setLeadTimes(leads, of: user, in: connection)
            guard let recipient = try Recipient(user, in: connection) else { throw Problem.notFound }
            try preferences.store(for: user, in: recipient.zone, at: clock.now(), in: connection)
            return .preferences(try todos.leadTimes(of: user, in: connection), preferences)
        }
    }

    @Sendable private func reminders(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        let id = try context.id("id")
        return try await database.read(.lookup) { [todos] connection in
            Answer.reminders(try todos.reminders(of: id, of: user, in: connection))
        }.response()
    }

    @Sendable private func setReminders(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        let body = try await request.json()
        let id = try context.id("id")
        let draft = TodoRemindersDraft(body.value)
        return try await changes.run(request, by: user, body: body.bytes) { [todos] connection in
            _ = try todos.find(id, of: user, in: connection)
            guard draft.errors.isEmpty else { throw Problem.invalid(draft.errors) }
            try todos.setReminders(draft.reminders, of: id, of: user, in: connection)
            return .reminders(try todos.reminders(of: id, of: user, in: connection))
        }
    }

    @Sendable private func snooze(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try await sessions.check(request).user
        let body = try await request.json()
        let id = try context.id("id")
        let draft = SnoozeDraft(body.value)
        return try await changes.run(request, by: user, body: body.bytes) { [todos, clock] connection in
            _ = try todos.find(id, of: user, in: connection)
            guard draft.errors.isEmpty, let end = draft.end(at: clock.now()) else {
                throw Problem.invalid(draft.errors)
            }
            try todos.snooze(id, until: end, of: user, in: connection)
            return .reminders(try todos.reminders(of: id, of: user, in: connection))
        }
    }
}

extension Answer {
    fileprivate static func preferences(_ leads: [Int64], _ preferences: NotificationPreferences) -> Answer {
        var json = JSONWriter(capacity: 256)
        json.object { json in
            json.member("lead_times") { $0.array(leads) { $0.string(ISODuration(seconds: $1).description) } }
            json.member("channels") { $0.array(preferences.channels) { $0.string($1.rawValue) } }
            json.member("quiet_hours") { json in
                guard let hours = preferences.quietHours else { return json.null() }
                json.object { json in
                    json.member("from", hours.from.description)
                    json.member("until", hours.until.description)
                }
            }
            json.member("digest_time", preferences.digestTime?.description)
        }
        return Answer(status: .ok, body: json.bytes)
    }

    fileprivate static func reminders(_ reminders: TodoReminders) -> Answer {
        var json = JSONWriter(capacity: 256)
        json.object { json in
            json.member("reminders") { json in
                guard let own = reminders.reminders else { return json.null() }
                json.array(own) { json, reminder in
                    json.object { json in
                        switch reminder {
                        case .before(let seconds): json.member("before", ISODuration(seconds: seconds).description)
                        case .at(let instant): json.member("at", RFC3339.text(instant))
                        }
                    }
                }
            }
            json.member("snoozed_until", reminders.snoozedUntil.map { RFC3339.text($0) })
        }
        return Answer(status: .ok, body: json.bytes)
    }
}
