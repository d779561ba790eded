/// The catalogue: every kind of event, by its CloudEvents `type`.
public enum EventKind: String, CaseIterable, Sendable {
    case taskCreated = "todo.task.created.v1"
    case taskUpdated = "todo.task.updated.v1"
    case taskCompleted = "todo.task.completed.v1"
    case taskReopened = "todo.task.reopened.v1"
    case taskDeleted = "todo.task.deleted.v1"
    case taskDueSoon = "todo.task.due-soon.v1"
    case taskOverdue = "todo.task.overdue.v1"
    case taskReminder = "todo.task.reminder.v1"
    case notificationCreated = "todo.notification.created.v1"
    case recurringTaskCreated = "todo.recurring-task.created.v1"
    case recurringTaskUpdated = "todo.recurring-task.updated.v1"
    case recurringTaskDeleted = "todo.recurring-task.deleted.v1"
    case recurringTaskDue = "todo.recurring-task.due.v1"
    case userUpdated = "todo.user.updated.v1"
    case userDeleted = "todo.user.deleted.v1"

    /// What an event's subject is.
    public enum Subject: Sendable {
        case task, recurringTask, notification, user
    }

    public var subject: Subject {
        switch self {
        case .taskCreated, .taskUpdated, .taskCompleted, .taskReopened, .taskDeleted, .taskDueSoon, .taskOverdue,
            .taskReminder:
            .task
        case .recurringTaskCreated, .recurringTaskUpdated, .recurringTaskDeleted, .recurringTaskDue: .recurringTask
        case .notificationCreated: .notification
        case .userUpdated, .userDeleted: .user
        }
    }

    /// Where the event is published, and the `event:` of the live stream.
    public var topic: String {
        switch self {
        case .taskCreated: "task-created"
        case .taskUpdated, .taskReopened: "task-updated"
        case .taskCompleted: "task-completed"
        case .taskDeleted: "task-deleted"
        case .taskDueSoon: "task-due-soon"
        case .taskOverdue: "task-overdue"
        case .taskReminder: "task-reminder"
        case .notificationCreated: "notification-created"
        case .recurringTaskCreated: "recurring-task-created"
        case .recurringTaskUpdated: "recurring-task-updated"
        case .recurringTaskDeleted: "recurring-task-deleted"
        case .recurringTaskDue: "recurring-task-due"
        case .userUpdated: "user-updated"
        case .userDeleted: "user-deleted"
        }
    }
}
