extension Section {
    static let events = Section(
        tag: "Events",
        description: "What happens to one's tasks, as it happens.",
        routes: Route.events,
        operations: parse(eventOperations),
        schemas: parse(eventSchemas))

    private static let eventOperations = #"""
        {
          "streamEvents": {
            "summary": "Stream one's events",
            "description": "Server-sent events, in the order of `sequence`: `id` is the event's id, `event` its topic (`task-created`, `task-updated`, `task-completed`, `task-deleted`, `task-due-soon`, `task-overdue`, `user-updated`, `user-deleted`), `data` the CloudEvent. They begin now, or without a gap after `Last-Event-ID`; after an id that is not known `event: reset` comes first, then what happens from now on. A comment every 15 seconds keeps the connection open. The stream ends when the access token does: come back with a new one and the last id. A client that is too slow is disconnected and resumes the same way. At most 20 streams for each person; the next gets 429.",
            "parameters": [
              {"name": "Last-Event-ID", "in": "header", "description": "The id of the last event that arrived.", "schema": {"type": "string"}},
              {"name": "last_event_id", "in": "query", "description": "The same, for clients that cannot set headers; the header wins.", "schema": {"type": "string"}}
            ],
            "responses": {
              "200": {
                "description": "The stream.",
                "content": {"text/event-stream": {
                  "schema": {"type": "string"},
                  "example": "id: 019a9f3e-6c01-7b02-a1d4-77c0e5f9d310\nevent: task-created\ndata: {\"specversion\":\"1.0\",\"id\":\"019a9f3e-6c01-7b02-a1d4-77c0e5f9d310\",\"source\":\"/todo\",\"type\":\"todo.task.created.v1\"}\n\n"
                }}
              },
              "422": {"$ref": "#/components/responses/Unprocessable"}
            }
          }
        }
        """#

    private static let eventSchemas = #"""
        {
          "CloudEvent": {
            "type": "object",
            "description": "CloudEvents 1.0. `data` is `{task, changes: {field: {before, after}}}`, of a deleted task with its last state; for a series `{recurring_task, changes}`, of an occurrence whose task was made `{recurring_task, occurrence}`; for a person `{user, changes}`.",
            "required": ["specversion", "id", "source", "type", "time", "datacontenttype", "traceparent", "partitionkey", "sequence", "data"],
            "properties": {
              "specversion": {"type": "string", "const": "1.0"},
              "id": {"type": "string", "format": "uuid"},
              "source": {"type": "string", "const": "/todo"},
              "type": {"type": "string", "enum": ["todo.task.created.v1", "todo.task.updated.v1", "todo.task.completed.v1", "todo.task.reopened.v1", "todo.task.deleted.v1", "todo.task.due-soon.v1", "todo.task.overdue.v1", "todo.task.reminder.v1", "todo.notification.created.v1", "todo.recurring-task.created.v1", "todo.recurring-task.updated.v1", "todo.recurring-task.deleted.v1", "todo.recurring-task.due.v1", "todo.user.updated.v1", "todo.user.deleted.v1"]},
              "subject": {"type": "string", "format": "uuid", "description": "The task, the series or the person."},
              "time": {"$ref": "#/components/schemas/Timestamp"},
              "datacontenttype": {"type": "string", "const": "application/json"},
              "traceparent": {"type": "string", "description": "W3C Trace Context of the request that made the change."},
              "partitionkey": {"type": "string", "format": "uuid", "description": "The person."},
              "sequence": {"type": "integer", "minimum": 1, "description": "The person's running number, without gaps."},
              "data": {"type": "object"}
            }
          }
        }
        """#
}
