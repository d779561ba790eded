extension Section {
    static let reminders = Section(
        tag: "Reminders",
        description:
            "When and how a person is reminded. Beside these, every open task with a due date is told of 24 hours before it (`task-due-soon`) and when it has passed (`task-overdue`), once for each due date.",
        routes: Route.reminders,
        operations: parse(reminderOperations),
        schemas: parse(reminderSchemas))

    private static let reminderOperations = #"""
        {
          "getReminderPreferences": {
            "summary": "Get how one is reminded",
            "responses": {
              "200": {
                "description": "The preferences.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ReminderPreferences"}}}
              }
            }
          },
          "putReminderPreferences": {
            "summary": "Change how one is reminded",
            "description": "Changes only the members that are present. New lead times hold for all open tasks without reminders of their own; what they put into the past reminds of nothing.",
            "requestBody": {
              "required": true,
              "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/ReminderPreferencesChanges"},
                "example": {"lead_times": ["PT30M"], "quiet_hours": {"from": "22:00", "until": "07:00"}, "digest_time": "08:00"}
              }}
            },
            "responses": {
              "200": {
                "description": "The preferences as they are now.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ReminderPreferences"}}}
              }
            }
          },
          "getTaskReminders": {
            "summary": "Get a task's reminders",
            "parameters": [{"$ref": "#/components/parameters/TaskID"}],
            "responses": {
              "200": {
                "description": "The reminders.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/TaskReminders"}}}
              }
            }
          },
          "putTaskReminders": {
            "summary": "Give a task reminders of its own",
            "description": "They take the place of the person's lead times; null gives those back, an empty list is no reminder. What lies in the past reminds of nothing.",
            "parameters": [{"$ref": "#/components/parameters/TaskID"}],
            "requestBody": {
              "required": true,
              "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/TaskRemindersChanges"},
                "example": {"reminders": [{"before": "P1D"}, {"at": "2026-11-24T08:00:00Z"}]}
              }}
            },
            "responses": {
              "200": {
                "description": "The reminders as they are now.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/TaskReminders"}}}
              }
            }
          },
          "snoozeTask": {
            "summary": "Snooze a task",
            "description": "Its reminders are silent until the snooze ends; then one comes for all of them. An open task only. Give either `until` or `for`.",
            "parameters": [{"$ref": "#/components/parameters/TaskID"}],
            "requestBody": {
              "required": true,
              "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/Snooze"},
                "example": {"for": "PT1H"}
              }}
            },
            "responses": {
              "200": {
                "description": "The task's reminders.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/TaskReminders"}}}
              }
            }
          }
        }
        """#
}
