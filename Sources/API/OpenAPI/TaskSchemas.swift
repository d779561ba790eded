extension Section {
    static let taskSchemas = #"""
        {
          "Task": {
            "type": "object",
            "additionalProperties": false,
            "required": ["id", "title", "description", "priority", "completed", "completed_at", "due_date", "due_soon", "overdue", "notified", "recurring_task_id", "tags", "version", "created_at", "updated_at"],
            "properties": {
              "id": {"type": "string", "format": "uuid"},
              "title": {"$ref": "#/components/schemas/Title"},
              "description": {"$ref": "#/components/schemas/Description"},
              "priority": {"$ref": "#/components/schemas/Priority"},
              "completed": {"type": "boolean"},
              "completed_at": {"description": "When it was completed; null while it is open.", "anyOf": [{"$ref": "#/components/schemas/Timestamp"}, {"type": "null"}]},
              "due_date": {"description": "When it is due: an instant, or a day (due at the end of that day in its owner's zone).", "anyOf": [{"$ref": "#/components/schemas/Timestamp"}, {"$ref": "#/components/schemas/PlainDate"}, {"type": "null"}]},
              "due_soon": {"type": "boolean", "description": "Open, and due within 24 hours."},
              "overdue": {"type": "boolean", "description": "Open, and past due."},
              "notified": {"type": "boolean", "description": "The due-soon event of this due date has happened."},
              "recurring_task_id": {"type": ["string", "null"], "format": "uuid", "description": "The series that it is an occurrence of."},
              "tags": {"$ref": "#/components/schemas/Tags"},
              "version": {"type": "integer", "minimum": 1, "description": "Counts the changes that people made; also the `ETag`."},
              "created_at": {"$ref": "#/components/schemas/Timestamp"},
              "updated_at": {"$ref": "#/components/schemas/Timestamp"}
            },
            "examples": [{
              "id": "019a9f3e-6c00-7d3a-8f21-5b1d0c9e4a77", "title": "Buy milk", "description": "", "priority": "medium",
              "completed": false, "completed_at": null, "due_date": "2026-11-24T18:00:00Z", "due_soon": true,
              "overdue": false, "notified": true, "recurring_task_id": null, "tags": ["home"], "version": 1,
              "created_at": "2026-11-24T07:15:30.250Z", "updated_at": "2026-11-24T07:15:30.250Z"
            }]
          },
          "TaskCreate": {
            "type": "object",
            "additionalProperties": false,
            "required": ["title"],
            "properties": {
              "title": {"$ref": "#/components/schemas/Title"},
              "description": {"$ref": "#/components/schemas/DescriptionInput"},
              "priority": {"$ref": "#/components/schemas/Priority", "default": "medium"},
              "completed": {"type": "boolean", "default": false},
              "due_date": {"$ref": "#/components/schemas/DueDateInput"},
              "tags": {"$ref": "#/components/schemas/TagsInput"},
              "id": {"$ref": "#/components/schemas/Ignored"},
              "completed_at": {"$ref": "#/components/schemas/Ignored"},
              "due_soon": {"$ref": "#/components/schemas/Ignored"},
              "overdue": {"$ref": "#/components/schemas/Ignored"},
              "notified": {"$ref": "#/components/schemas/Ignored"},
              "recurring_task_id": {"$ref": "#/components/schemas/Ignored"},
              "version": {"$ref": "#/components/schemas/Ignored"},
              "created_at": {"$ref": "#/components/schemas/Ignored"},
              "updated_at": {"$ref": "#/components/schemas/Ignored"}
            }
          },
          "TaskChanges": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "title": {"$ref": "#/components/schemas/Title"},
              "description": {"$ref": "#/components/schemas/DescriptionInput"},
              "priority": {"$ref": "#/components/schemas/Priority"},
              "completed": {"type": "boolean"},
              "due_date": {"$ref": "#/components/schemas/DueDateInput"},
              "tags": {"$ref": "#/components/schemas/TagsInput"},
              "id": {"$ref": "#/components/schemas/Ignored"},
              "completed_at": {"$ref": "#/components/schemas/Ignored"},
              "due_soon": {"$ref": "#/components/schemas/Ignored"},
              "overdue": {"$ref": "#/components/schemas/Ignored"},
              "notified": {"$ref": "#/components/schemas/Ignored"},
              "recurring_task_id": {"$ref": "#/components/schemas/Ignored"},
              "version": {"$ref": "#/components/schemas/Ignored"},
              "created_at": {"$ref": "#/components/schemas/Ignored"},
              "updated_at": {"$ref": "#/components/schemas/Ignored"}
            }
          },
          "TaskCompletion": {
            "type": "object",
            "additionalProperties": false,
            "required": ["completed"],
            "properties": {"completed": {"type": "boolean", "description": "What to set it to."}}
          },
          "TaskPage": {
            "type": "object",
            "additionalProperties": false,
            "required": ["items", "total", "page", "page_size", "next_cursor"],
            "properties": {
              "items": {"type": "array", "maxItems": 100, "items": {"$ref": "#/components/schemas/Task"}},
              "total": {"type": ["integer", "null"], "minimum": 0, "description": "How many tasks match; null with `cursor`."},
              "page": {"type": ["integer", "null"], "minimum": 1, "description": "Null with `cursor`."},
              "page_size": {"type": "integer", "minimum": 1, "maximum": 100},
              "next_cursor": {"type": ["string", "null"], "description": "Where the next page starts; null at the end, and without `cursor`."}
            }
          },
          "HistoryEvent": {
            "type": "object",
            "additionalProperties": false,
            "required": ["id", "event_type", "event_data", "actor", "undoes", "created_at"],
            "properties": {
              "id": {"type": "string", "format": "uuid"},
              "event_type": {"type": "string", "enum": ["created", "updated", "completed", "reopened", "deleted", "due_soon", "overdue", "reminder"]},
              "event_data": {
                "type": "object",
                "description": "`before` and `after` with the changed fields only; of a created task `before` is null and `after` the task, of a deleted one the reverse. For due_soon, overdue and reminder: `due_date`, and `late` (whether it was told of after the fact); for a reminder also `remind_at` and `reason` (`before`, `at` or `snooze`)."
              },
              "actor": {"type": "string", "description": "Who did it: `user:` and an id, or `system`."},
              "undoes": {"type": ["string", "null"], "format": "uuid", "description": "The event that this one undid."},
              "created_at": {"$ref": "#/components/schemas/Timestamp"}
            }
          },
          "HistoryPage": {
            "type": "object",
            "additionalProperties": false,
            "required": ["items", "next_cursor"],
            "properties": {
              "items": {"type": "array", "maxItems": 100, "items": {"$ref": "#/components/schemas/HistoryEvent"}},
              "next_cursor": {"type": ["string", "null"], "description": "Where the next page starts; null at the end."}
            }
          },
          "Title": {
            "type": "string", "minLength": 1, "maxLength": 500,
            "pattern": "\#(Pattern.trimmedText)",
            "description": "White space around it is taken off; something must be left."
          },
          "Description": {"type": "string", "maxLength": 5000},
          "DescriptionInput": {
            "type": ["string", "null"], "maxLength": 5000,
            "pattern": "\#(Pattern.text)",
            "default": "", "description": "Null is the same as empty."
          },
          "Priority": {"type": "string", "enum": ["low", "medium", "high"]},
          "Tag": {
            "type": "string", "minLength": 1, "maxLength": 50,
            "pattern": "\#(Pattern.trimmedText)",
            "description": "White space around it is taken off; something must be left. Stored in Unicode's NFC."
          },
          "Tags": {"type": "array", "maxItems": 20, "items": {"type": "string", "minLength": 1, "maxLength": 50}},
          "TagsInput": {
            "type": ["array", "null"], "maxItems": 20, "items": {"$ref": "#/components/schemas/Tag"},
            "default": [], "description": "In this order; of tags that differ only in case the first stays. Null is the same as none."
          },
          "DueDateInput": {
            "anyOf": [{"$ref": "#/components/schemas/DateTime"}, {"$ref": "#/components/schemas/PlainDate"}, {"type": "null"}],
            "default": null,
            "description": "An instant with its offset; or a plain date: all day, due at the end of that day in the owner's zone; or null: never."
          },
          "Timestamp": {
            "type": "string", "format": "date-time",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{3})?Z$",
            "description": "RFC 3339 in UTC."
          },
          "DateTime": {
            "type": "string", "format": "date-time", "maxLength": 64,
            "pattern": "^(19[7-9][0-9]|[2-9][0-9]{3})-",
            "description": "RFC 3339 with an offset, in the years 1970 to 9999."
          },
          "PlainDate": {
            "type": "string", "format": "date",
            "pattern": "^(19[7-9][0-9]|[2-9][0-9]{3})-[0-9]{2}-[0-9]{2}$",
            "description": "A day, in the years 1970 to 9999."
          },
          "DateTimeOrDate": {"anyOf": [{"$ref": "#/components/schemas/DateTime"}, {"$ref": "#/components/schemas/PlainDate"}]},
          "Ignored": {"description": "The server sets it: accepted, so that an object that was read can be sent back, and ignored."}
        }
        """#
}
