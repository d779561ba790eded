extension Section {
    static let recurringTaskSchemas = #"""
        {
          "RecurringTask": {
            "type": "object",
            "additionalProperties": false,
            "required": ["id", "title", "description", "priority", "tags", "recurrence_type", "recurrence_interval", "recurrence_rule", "timezone", "start_date", "end_date", "anchor", "create_ahead", "catch_up", "next_due_at", "last_created_at", "is_active", "version", "created_at", "updated_at"],
            "properties": {
              "id": {"type": "string", "format": "uuid"},
              "title": {"$ref": "#/components/schemas/Title"},
              "description": {"$ref": "#/components/schemas/Description"},
              "priority": {"$ref": "#/components/schemas/Priority"},
              "tags": {"$ref": "#/components/schemas/Tags"},
              "recurrence_type": {"$ref": "#/components/schemas/RecurrenceType"},
              "recurrence_interval": {"$ref": "#/components/schemas/RecurrenceInterval"},
              "recurrence_rule": {"type": "string", "description": "RFC 5545, its parts in a fixed order and without `RRULE:`. It follows from type and interval unless the type is `custom`. The simple types clamp to the last day of a shorter month (RFC 7529, `SKIP=BACKWARD`)."},
              "timezone": {"type": "string", "description": "The IANA zone whose wall clock the series follows across daylight saving: a time that does not exist moves forward by the gap, of a time that happens twice it is the first."},
              "start_date": {"description": "An instant, or a day: then every occurrence is all-day.", "anyOf": [{"$ref": "#/components/schemas/Timestamp"}, {"$ref": "#/components/schemas/PlainDate"}]},
              "end_date": {"description": "Inclusive: an instant, or a day to its end in `timezone`, or null.", "anyOf": [{"$ref": "#/components/schemas/Timestamp"}, {"$ref": "#/components/schemas/PlainDate"}, {"type": "null"}]},
              "anchor": {"$ref": "#/components/schemas/Anchor"},
              "create_ahead": {"type": "string", "pattern": "^P", "description": "ISO 8601, in its shortest form."},
              "catch_up": {"$ref": "#/components/schemas/CatchUp"},
              "next_due_at": {"description": "The next occurrence that has no task yet: an instant, or the day of an all-day series. Null while the series is paused or waits for a completion, and once it has ended.", "anyOf": [{"$ref": "#/components/schemas/Timestamp"}, {"$ref": "#/components/schemas/PlainDate"}, {"type": "null"}]},
              "last_created_at": {"description": "When a task was last made.", "anyOf": [{"$ref": "#/components/schemas/Timestamp"}, {"type": "null"}]},
              "is_active": {"type": "boolean", "description": "Neither paused nor ended. A paused series can be resumed; an ended one has an empty preview."},
              "version": {"type": "integer", "minimum": 1, "description": "Counts the changes that people made; also the `ETag`."},
              "created_at": {"$ref": "#/components/schemas/Timestamp"},
              "updated_at": {"$ref": "#/components/schemas/Timestamp"}
            },
            "examples": [{
              "id": "019a9f3e-7a10-7c55-b3e2-9d04c1f7a8e6", "title": "Send the report", "description": "", "priority": "high",
              "tags": ["work"], "recurrence_type": "monthly", "recurrence_interval": 1,
              "recurrence_rule": "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD", "timezone": "Europe/Berlin",
              "start_date": "2026-12-31T16:00:00Z", "end_date": null, "anchor": "schedule", "create_ahead": "P3D",
              "catch_up": "latest", "next_due_at": "2026-12-31T16:00:00Z", "last_created_at": null, "is_active": true,
              "version": 1, "created_at": "2026-11-24T07:15:30.250Z", "updated_at": "2026-11-24T07:15:30.250Z"
            }]
          },
          "RecurringTaskCreate": {
            "type": "object",
            "additionalProperties": false,
            "required": ["title", "recurrence_type", "start_date"],
            "properties": {
              "title": {"$ref": "#/components/schemas/Title"},
              "description": {"$ref": "#/components/schemas/DescriptionInput"},
              "priority": {"$ref": "#/components/schemas/Priority", "default": "medium"},
              "tags": {"$ref": "#/components/schemas/TagsInput"},
              "recurrence_type": {"$ref": "#/components/schemas/RecurrenceType"},
              "recurrence_interval": {"$ref": "#/components/schemas/RecurrenceInterval"},
              "recurrence_rule": {"$ref": "#/components/schemas/RecurrenceRuleInput"},
              "timezone": {"$ref": "#/components/schemas/TimeZone"},
              "start_date": {"$ref": "#/components/schemas/DateTimeOrDate"},
              "end_date": {"$ref": "#/components/schemas/EndDateInput"},
              "anchor": {"$ref": "#/components/schemas/Anchor"},
              "create_ahead": {"$ref": "#/components/schemas/CreateAhead"},
              "catch_up": {"$ref": "#/components/schemas/CatchUp"},
              "is_active": {"type": "boolean", "default": true, "description": "False pauses the series, true resumes it (422 when it has ended)."},
              "id": {"$ref": "#/components/schemas/Ignored"},
              "next_due_at": {"$ref": "#/components/schemas/Ignored"},
              "last_created_at": {"$ref": "#/components/schemas/Ignored"},
              "version": {"$ref": "#/components/schemas/Ignored"},
              "created_at": {"$ref": "#/components/schemas/Ignored"},
              "updated_at": {"$ref": "#/components/schemas/Ignored"}
            }
          },
          "RecurringTaskChanges": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "title": {"$ref": "#/components/schemas/Title"},
              "description": {"$ref": "#/components/schemas/DescriptionInput"},
              "priority": {"$ref": "#/components/schemas/Priority"},
              "tags": {"$ref": "#/components/schemas/TagsInput"},
              "recurrence_type": {"$ref": "#/components/schemas/RecurrenceType"},
              "recurrence_interval": {"$ref": "#/components/schemas/RecurrenceInterval"},
              "recurrence_rule": {"$ref": "#/components/schemas/RecurrenceRuleInput"},
              "timezone": {"$ref": "#/components/schemas/TimeZone"},
              "start_date": {"$ref": "#/components/schemas/DateTimeOrDate"},
              "end_date": {"$ref": "#/components/schemas/EndDateInput"},
              "anchor": {"$ref": "#/components/schemas/Anchor"},
              "create_ahead": {"$ref": "#/components/schemas/CreateAhead"},
              "catch_up": {"$ref": "#/components/schemas/CatchUp"},
              "is_active": {"type": "boolean", "description": "False pauses the series, true resumes it (422 when it has ended)."},
              "id": {"$ref": "#/components/schemas/Ignored"},
              "next_due_at": {"$ref": "#/components/schemas/Ignored"},
              "last_created_at": {"$ref": "#/components/schemas/Ignored"},
              "version": {"$ref": "#/components/schemas/Ignored"},
              "created_at": {"$ref": "#/components/schemas/Ignored"},
              "updated_at": {"$ref": "#/components/schemas/Ignored"}
            }
          },
          "RecurringTaskPage": {
            "type": "object",
            "additionalProperties": false,
            "required": ["items", "total", "page", "page_size", "next_cursor"],
            "properties": {
              "items": {"type": "array", "maxItems": 100, "items": {"$ref": "#/components/schemas/RecurringTask"}},
              "total": {"type": ["integer", "null"], "minimum": 0, "description": "How many series match; null with `cursor`."},
              "page": {"type": ["integer", "null"], "minimum": 1, "description": "Null with `cursor`."},
              "page_size": {"type": "integer", "minimum": 1, "maximum": 100},
              "next_cursor": {"type": ["string", "null"], "description": "Where the next page starts; null at the end, and without `cursor`."}
            }
          },
          "OccurrenceSkip": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "occurrence": {"type": ["string", "null"], "description": "Its name as in the preview, or its due date; null: the next one."}
            }
          },
          "OccurrenceList": {
            "type": "object",
            "additionalProperties": false,
            "required": ["items"],
            "properties": {
              "items": {"type": "array", "maxItems": 100, "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["occurrence", "due_date", "make_at"],
                "properties": {
                  "occurrence": {"type": "string", "description": "Its name: the time on the wall clock of `timezone`, or the day. In a gap of daylight saving this is a time that no clock shows."},
                  "due_date": {"description": "The due date that its task will have.", "anyOf": [{"$ref": "#/components/schemas/Timestamp"}, {"$ref": "#/components/schemas/PlainDate"}]},
                  "make_at": {"description": "When its task will be made.", "allOf": [{"$ref": "#/components/schemas/Timestamp"}]}
                }
              }}
            }
          },
          "RecurringTaskHistoryEvent": {
            "type": "object",
            "additionalProperties": false,
            "required": ["id", "event_type", "event_data", "actor", "undoes", "created_at"],
            "properties": {
              "id": {"type": "string", "format": "uuid"},
              "event_type": {"type": "string", "enum": ["created", "updated", "deleted", "due"]},
              "event_data": {
                "type": "object",
                "description": "`before` and `after` with the changed fields only; of a created series `before` is null and `after` the series, of a deleted one the reverse. A skip is the field `skipped_occurrence`; occurrences that were left out because their time had gone by are the field `missed_occurrences` (`first` and `last`). For due: `occurrence`, `due_date`, `task_id`, and `late` (whether the task was made after it was due)."
              },
              "actor": {"type": "string", "description": "Who did it: `user:` and an id, or `system`."},
              "undoes": {"type": ["string", "null"], "format": "uuid", "description": "The event that this one undid."},
              "created_at": {"$ref": "#/components/schemas/Timestamp"}
            }
          },
          "RecurringTaskHistoryPage": {
            "type": "object",
            "additionalProperties": false,
            "required": ["items", "next_cursor"],
            "properties": {
              "items": {"type": "array", "maxItems": 100, "items": {"$ref": "#/components/schemas/RecurringTaskHistoryEvent"}},
              "next_cursor": {"type": ["string", "null"], "description": "Where the next page starts; null at the end."}
            }
          },
          "RecurrenceType": {"type": "string", "enum": ["daily", "weekly", "monthly", "yearly", "custom"]},
          "RecurrenceInterval": {
            "type": "integer", "minimum": 1, "maximum": 999, "default": 1,
            "description": "Days, weeks, months or years from one occurrence to the next. 1 with `custom`, whose rule has its own `INTERVAL`."
          },
          "RecurrenceRuleInput": {
            "type": ["string", "null"], "format": "recurrence-rule",
            "description": "RFC 5545, with or without `RRULE:`, at most hourly, of 8192 bytes, and with a `COUNT` of 100000 at most. Needed with `custom`; with the other types it is the server's to say, and ignored."
          },
          "EndDateInput": {
            "anyOf": [{"$ref": "#/components/schemas/DateTime"}, {"$ref": "#/components/schemas/PlainDate"}, {"type": "null"}],
            "default": null,
            "description": "Inclusive: an instant, or a day to its end in `timezone`, or null. The earliest of it, `COUNT` and `UNTIL` ends the series."
          },
          "Anchor": {
            "type": "string", "enum": ["schedule", "completion"], "default": "schedule",
            "description": "What occurrences are counted from: the start, or the completion of the one before (the next is one interval after it, at the same time of day; deleting the task counts as skipping it)."
          },
          "CreateAhead": {
            "type": "string", "maxLength": 64, "default": "P1D", "format": "create-ahead",
            "pattern": "^P([0-9]+W|[0-9]+D|([0-9]+D)?T([0-9]+H([0-9]+M)?([0-9]+S)?|[0-9]+M([0-9]+S)?|[0-9]+S))$",
            "description": "How long before an occurrence its task is made: an ISO 8601 duration from P0D to P31D, without years, months and fractions; a day is 24 hours. Of an all-day occurrence: before its day begins."
          },
          "CatchUp": {
            "type": "string", "enum": ["latest", "all", "none"], "default": "latest",
            "description": "Which occurrences are made late when their time went by (server down, start in the past): only the last one, all of them (400 at most, the oldest are left out), or none."
          }
        }
        """#
}
