/// What a webhook can be sent: the topics of the events that tell of tasks and series.
public enum WebhookTopic: String, CaseIterable, Sendable {
    case taskCreated = "task-created"
    case taskUpdated = "task-updated"
    case taskCompleted = "task-completed"
    case taskDeleted = "task-deleted"
    case taskDueSoon = "task-due-soon"
    case taskOverdue = "task-overdue"
    case taskReminder = "task-reminder"
    case recurringTaskCreated = "recurring-task-created"
    case recurringTaskUpdated = "recurring-task-updated"
    case recurringTaskDeleted = "recurring-task-deleted"
    case recurringTaskDue = "recurring-task-due"
}
