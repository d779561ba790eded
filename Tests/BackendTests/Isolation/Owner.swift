import API
import Foundation
import HTTPTypes
import JSON
import Notifications
import Storage
import StorageSQLite
import Testing
import Time

/// Somebody who owns one of everything that a path can name.
struct Owner: Sendable {
    let guest: Guest
    let user: String
    let task: String
    /// An event of the task that can be undone.
    let event: String
    let series: String
    /// An event of the series that can be undone.
    let seriesEvent: String
    /// A second session.
    let session: String
    let webhook: String
    let pushSubscription: String
    let notification: String
    /// One that was given up.
    let delivery: String

    init(on server: TestServer) async throws {
        guest = try await server.register()
        _ = try await server.login(guest.email)
        let sessions = try await guest.send(.get, "/api/auth/sessions").json["items"]?.array ?? []
        session = try #require(sessions.first { $0["current"]?.bool == false }?["id"]?.string)
        user = try #require(try await guest.send(.get, "/api/users/me").json["id"]?.string)
        let created = try await guest.send(.post, "/api/tasks", #"{"title": "Of \#(guest.email)", "tags": ["own"]}"#)
        task = try #require(created.json["id"]?.string)
        _ = try await guest.send(.patch, "/api/tasks/\(task)", #"{"priority": "high"}"#)
        let history = try await guest.send(.get, "/api/tasks/\(task)/events").json["items"]?.array ?? []
        event = try #require(history.last?["id"]?.string)
        let hook = try await guest.send(.post, "/api/webhooks", OwnRequest.webhook)
        webhook = try #require(hook.json["id"]?.string)
        let browser = try await guest.send(
            .post, "/api/push-subscriptions", OwnRequest.pushSubscription(of: guest.email))
        pushSubscription = try #require(browser.json["id"]?.string)
        let recurring = try await guest.send(
            .post, "/api/recurring-tasks",
            #"{"title": "Of \#(guest.email)", "recurrence_type": "daily", "start_date": "9000-01-01"}"#)
        series = try #require(recurring.json["id"]?.string)
        let path = "/api/recurring-tasks/\(series)"
        _ = try await guest.send(.patch, path, #"{"priority": "high"}"#)
        let seriesHistory = try await guest.send(.get, "\(path)/events").json["items"]?.array ?? []
        seriesEvent = try #require(seriesHistory.last?["id"]?.string)
        (notification, delivery) = try await Self.told(try #require(Identifier(user)), on: server)
    }

    /// What only the server itself makes.
    private static func told(_ user: Identifier, on server: TestServer) async throws -> (String, String) {
        try await server.database.write { [notices = server.destinations.notices] connection in
            let notice = try notices.add([Notices.Draft("reminder", title: "Told")], of: user, in: connection)[0]
            let delivery = Identifier(at: WallClock.system.now())
            try connection.execute(
                """
                INSERT INTO deliveries (user_id, id, channel, kind, payload, state, created_at, finished_at)
                VALUES (\(user), \(delivery), 'email', 'task-overdue', x'', 'dead', 0, 0)
                """)
            return (notice.id.description, delivery.description)
        }
    }

    /// The route's path with this person's ids.
    func path(_ route: Route) -> String { Self.path(route, id: id(route), event: event(route)) }

    /// What `{id}` stands for in the route.
    func id(_ route: Route) -> String {
        let ids = [
            "/api/auth/sessions/": session, "/api/recurring-tasks/": series, "/api/webhooks/": webhook,
            "/api/push-subscriptions/": pushSubscription,
            "/api/notifications/": notification, "/api/deliveries/": delivery,
        ]
        return ids.first { route.path.hasPrefix($0.key) }?.value ?? task
    }

    /// What `{event_id}` stands for in the route.
    func event(_ route: Route) -> String {
        route.path.hasPrefix("/api/recurring-tasks/") ? seriesEvent : event
    }

    static func path(_ route: Route, id: String, event: String) -> String {
        route.path.replacing("{id}", with: id).replacing("{event_id}", with: event)
    }
}

/// A request that succeeds when its owner sends it.
struct OwnRequest: Sendable {
    let success: HTTPResponse.Status
    var body: String?

    /// One for each route that needs a token.
    static let all: [String: OwnRequest] = [
        "logout": OwnRequest(success: .noContent),
        "listSessions": OwnRequest(success: .ok),
        "endSession": OwnRequest(success: .noContent),
        "getAccount": OwnRequest(success: .ok),
        "changeAccount": OwnRequest(success: .ok, body: #"{"name": "Another"}"#),
        "deleteAccount": OwnRequest(success: .noContent, body: #"{"current_password": "correct horse"}"#),
        "changePassword": OwnRequest(
            success: .noContent, body: #"{"current_password": "correct horse", "new_password": "battery staple"}"#),
        "exportAccount": OwnRequest(success: .ok),
        "createTask": OwnRequest(success: .created, body: #"{"title": "Another"}"#),
        "listTasks": OwnRequest(success: .ok),
        "getTask": OwnRequest(success: .ok),
        "putTask": OwnRequest(success: .ok, body: #"{"title": "Another"}"#),
        "patchTask": OwnRequest(success: .ok, body: #"{"title": "Another"}"#),
        "deleteTask": OwnRequest(success: .noContent),
        "completeTask": OwnRequest(success: .ok, body: #"{"completed": true}"#),
        "listTaskEvents": OwnRequest(success: .ok),
        "undoTaskEvent": OwnRequest(success: .ok),
        "getReminderPreferences": OwnRequest(success: .ok),
        "putReminderPreferences": OwnRequest(success: .ok, body: #"{"lead_times": ["PT1H"]}"#),
        "getTaskReminders": OwnRequest(success: .ok),
        "putTaskReminders": OwnRequest(success: .ok, body: #"{"reminders": [{"before": "PT1H"}]}"#),
        "snoozeTask": OwnRequest(success: .ok, body: #"{"for": "PT1H"}"#),
        "listNotifications": OwnRequest(success: .ok),
        "countUnreadNotifications": OwnRequest(success: .ok),
        "readNotification": OwnRequest(success: .ok),
        "readAllNotifications": OwnRequest(success: .ok),
        "listDeliveries": OwnRequest(success: .ok),
        "retryDelivery": OwnRequest(success: .ok),
        "createWebhook": OwnRequest(success: .created, body: webhook),
        "listWebhooks": OwnRequest(success: .ok),
        "getWebhook": OwnRequest(success: .ok),
        "putWebhook": OwnRequest(success: .ok, body: #"{"description": "Another"}"#),
        "patchWebhook": OwnRequest(success: .ok, body: #"{"enabled": false}"#),
        "deleteWebhook": OwnRequest(success: .noContent),
        "rotateWebhookSecret": OwnRequest(success: .ok),
        "testWebhook": OwnRequest(success: .accepted),
        "listWebhookDeliveries": OwnRequest(success: .ok),
        "savePushSubscription": OwnRequest(success: .created, body: pushSubscription(of: "another")),
        "listPushSubscriptions": OwnRequest(success: .ok),
        "getPushKey": OwnRequest(success: .ok),
        "getPushSubscription": OwnRequest(success: .ok),
        "deletePushSubscription": OwnRequest(success: .noContent),
        "createRecurringTask": OwnRequest(
            success: .created,
            body: #"{"title": "Another", "recurrence_type": "daily", "start_date": "9000-01-01"}"#),
        "listRecurringTasks": OwnRequest(success: .ok),
        "getRecurringTask": OwnRequest(success: .ok),
        "putRecurringTask": OwnRequest(success: .ok, body: #"{"title": "Another"}"#),
        "patchRecurringTask": OwnRequest(success: .ok, body: #"{"title": "Another"}"#),
        "deleteRecurringTask": OwnRequest(success: .noContent),
        "pauseRecurringTask": OwnRequest(success: .ok),
        "resumeRecurringTask": OwnRequest(success: .ok),
        "skipOccurrence": OwnRequest(success: .ok, body: #"{"occurrence": "9000-01-02"}"#),
        "previewRecurringTask": OwnRequest(success: .ok),
        "listRecurringTaskEvents": OwnRequest(success: .ok),
        "undoRecurringTaskEvent": OwnRequest(success: .ok),
        // Its answer has no end; see the tests of streams.
        "streamEvents": OwnRequest(success: .ok),
    ]

    static let webhook = #"{"url": "https://hooks.example.org/todo", "events": ["task-due-soon"]}"#

    /// What a browser sends when it subscribes.
    static func pushSubscription(of browser: String) -> String {
        #"""
        {"endpoint": "https://push.example.org/\#(browser.replacing("@", with: "-"))", "expirationTime": null, "keys": {
            "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            "auth": "BTBZMqHH6r4Tts7J_aSIgg"}}
        """#
    }
}
