import HTTPTypes

extension Route {
    /// Every operation of the public contract, in the order of the documentation.
    public static let all: [Route] =
        accounts + tasks + recurringTasks + reminders + notifications + events + webhooks + pushSubscriptions + service

    public static let accounts: [Route] = [
        Route(.post, "/api/auth/register", "register", needsToken: false),
        Route(.post, "/api/auth/login", "login", needsToken: false),
        Route(.post, "/api/auth/refresh", "refresh", needsToken: false),
        Route(.post, "/api/auth/logout", "logout"),
        Route(.get, "/api/auth/sessions", "listSessions"),
        Route(.delete, "/api/auth/sessions/{id}", "endSession"),
        Route(.post, "/api/auth/password/forgot", "forgotPassword", needsToken: false),
        Route(.post, "/api/auth/password/reset", "resetPassword", needsToken: false),
        Route(.post, "/api/auth/email/confirm", "confirmEmail", needsToken: false),
        Route(.get, "/api/users/me", "getAccount"),
        Route(.patch, "/api/users/me", "changeAccount"),
        Route(.delete, "/api/users/me", "deleteAccount"),
        Route(.post, "/api/users/me/password", "changePassword"),
        Route(.get, "/api/users/me/export", "exportAccount"),
    ]

    public static let tasks: [Route] = [
        Route(.post, "/api/tasks", "createTask"),
        Route(.get, "/api/tasks", "listTasks"),
        Route(.get, "/api/tasks/{id}", "getTask"),
        Route(.put, "/api/tasks/{id}", "putTask"),
        Route(.patch, "/api/tasks/{id}", "patchTask"),
        Route(.delete, "/api/tasks/{id}", "deleteTask"),
        Route(.patch, "/api/tasks/{id}/complete", "completeTask"),
        Route(.get, "/api/tasks/{id}/events", "listTaskEvents"),
        Route(.post, "/api/tasks/{id}/events/{event_id}/undo", "undoTaskEvent"),
    ]

    public static let reminders: [Route] = [
        Route(.get, "/api/users/me/reminders", "getReminderPreferences"),
        Route(.put, "/api/users/me/reminders", "putReminderPreferences"),
        Route(.get, "/api/tasks/{id}/reminders", "getTaskReminders"),
        Route(.put, "/api/tasks/{id}/reminders", "putTaskReminders"),
        Route(.post, "/api/tasks/{id}/snooze", "snoozeTask"),
    ]

    public static let notifications: [Route] = [
        Route(.get, "/api/notifications", "listNotifications"),
        Route(.get, "/api/notifications/unread-count", "countUnreadNotifications"),
        Route(.post, "/api/notifications/{id}/read", "readNotification"),
        Route(.post, "/api/notifications/read-all", "readAllNotifications"),
        Route(.get, "/api/deliveries", "listDeliveries"),
        Route(.post, "/api/deliveries/{id}/retry", "retryDelivery"),
        Route(.get, "/api/unsubscribe/{token}", "unsubscribePage", needsToken: false),
        Route(.post, "/api/unsubscribe/{token}", "unsubscribe", needsToken: false),
    ]

    public static let recurringTasks: [Route] = [
        Route(.post, "/api/recurring-tasks", "createRecurringTask"),
        Route(.get, "/api/recurring-tasks", "listRecurringTasks"),
        Route(.get, "/api/recurring-tasks/{id}", "getRecurringTask"),
        Route(.put, "/api/recurring-tasks/{id}", "putRecurringTask"),
        Route(.patch, "/api/recurring-tasks/{id}", "patchRecurringTask"),
        Route(.delete, "/api/recurring-tasks/{id}", "deleteRecurringTask"),
        Route(.post, "/api/recurring-tasks/{id}/pause", "pauseRecurringTask"),
        Route(.post, "/api/recurring-tasks/{id}/resume", "resumeRecurringTask"),
        Route(.post, "/api/recurring-tasks/{id}/skip", "skipOccurrence"),
        Route(.get, "/api/recurring-tasks/{id}/preview", "previewRecurringTask"),
        Route(.get, "/api/recurring-tasks/{id}/events", "listRecurringTaskEvents"),
        Route(.post, "/api/recurring-tasks/{id}/events/{event_id}/undo", "undoRecurringTaskEvent"),
    ]

    public static let events: [Route] = [
        Route(.get, "/api/events/stream", "streamEvents")
    ]

    public static let webhooks: [Route] = [
        Route(.post, "/api/webhooks", "createWebhook"),
        Route(.get, "/api/webhooks", "listWebhooks"),
        Route(.get, "/api/webhooks/{id}", "getWebhook"),
        Route(.put, "/api/webhooks/{id}", "putWebhook"),
        Route(.patch, "/api/webhooks/{id}", "patchWebhook"),
        Route(.delete, "/api/webhooks/{id}", "deleteWebhook"),
        Route(.post, "/api/webhooks/{id}/rotate", "rotateWebhookSecret"),
        Route(.post, "/api/webhooks/{id}/test", "testWebhook"),
        Route(.get, "/api/webhooks/{id}/deliveries", "listWebhookDeliveries"),
    ]

    public static let pushSubscriptions: [Route] = [
        Route(.post, "/api/push-subscriptions", "savePushSubscription"),
        Route(.get, "/api/push-subscriptions", "listPushSubscriptions"),
        Route(.get, "/api/push-subscriptions/key", "getPushKey"),
        Route(.get, "/api/push-subscriptions/{id}", "getPushSubscription"),
        Route(.delete, "/api/push-subscriptions/{id}", "deletePushSubscription"),
    ]

    public static let service: [Route] = [
        Route(.get, "/livez", "livez", needsToken: false),
        Route(.get, "/readyz", "readyz", needsToken: false),
        Route(.get, "/health/live", "healthLive", needsToken: false),
        Route(.get, "/health/ready", "healthReady", needsToken: false),
        Route(.get, "/metrics", "metrics", needsToken: false),
        Route(.get, "/workers/status", "workersStatus", needsToken: false),
        Route(.get, "/openapi.json", "openapi", needsToken: false),
        Route(.get, "/docs", "docs", needsToken: false),
        Route(.get, "/docs/style.css", "docsStyle", needsToken: false),
        Route(.get, "/docs/script.js", "docsScript", needsToken: false),
    ]
}
