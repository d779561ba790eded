extension Section {
    static let reminderSchemas = #"""
        {
          "Channel": {"type": "string", "enum": ["in_app", "email", "webhook", "push"]},
          "Duration": {
            "type": "string", "maxLength": 64,
            "description": "ISO 8601, without years and months: `PT30M`, `P1D`, `P1W`; a day is 24 hours.",
            "pattern": "^P([0-9]{1,5}W|[0-9]{1,5}D(T([0-9]{1,6}H([0-9]{1,6}M)?([0-9]{1,6}S)?|[0-9]{1,6}M([0-9]{1,6}S)?|[0-9]{1,6}S))?|T([0-9]{1,6}H([0-9]{1,6}M)?([0-9]{1,6}S)?|[0-9]{1,6}M([0-9]{1,6}S)?|[0-9]{1,6}S))$",
            "examples": ["PT30M"]
          },
          "TimeOfDay": {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$", "description": "By the clocks of the person's zone.", "examples": ["22:00"]},
          "QuietHours": {
            "type": "object",
            "additionalProperties": false,
            "required": ["from", "until"],
            "description": "Mail and push wait until they are over; over midnight when they begin later than they end. They do not begin when they end.",
            "properties": {
              "from": {"$ref": "#/components/schemas/TimeOfDay"},
              "until": {"$ref": "#/components/schemas/TimeOfDay"}
            },
            "examples": [{"from": "22:00", "until": "07:00"}]
          },
          "ReminderPreferences": {
            "type": "object",
            "additionalProperties": false,
            "required": ["lead_times", "channels", "quiet_hours", "digest_time"],
            "properties": {
              "lead_times": {"type": "array", "maxItems": 10, "items": {"type": "string"}, "description": "How long before a due date one is reminded, the longest first."},
              "channels": {"type": "array", "items": {"$ref": "#/components/schemas/Channel"}},
              "quiet_hours": {"anyOf": [{"$ref": "#/components/schemas/QuietHours"}, {"type": "null"}]},
              "digest_time": {"anyOf": [{"$ref": "#/components/schemas/TimeOfDay"}, {"type": "null"}], "description": "When a mail tells of what is overdue and due; null for none."}
            },
            "examples": [{
              "lead_times": ["P1D", "PT30M"], "channels": ["in_app", "email", "webhook", "push"],
              "quiet_hours": {"from": "22:00", "until": "07:00"}, "digest_time": "08:00"
            }]
          },
          "ReminderPreferencesChanges": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "lead_times": {"type": ["array", "null"], "maxItems": 10, "items": {"$ref": "#/components/schemas/Duration"}, "description": "Each 366 days at most."},
              "channels": {"type": ["array", "null"], "maxItems": 10, "items": {"$ref": "#/components/schemas/Channel"}},
              "quiet_hours": {"anyOf": [{"$ref": "#/components/schemas/QuietHours"}, {"type": "null"}]},
              "digest_time": {"anyOf": [{"$ref": "#/components/schemas/TimeOfDay"}, {"type": "null"}]}
            },
            "examples": [{"lead_times": ["PT30M"]}]
          },
          "Reminder": {
            "description": "Either a time before the due date, or an instant.",
            "oneOf": [
              {"type": "object", "additionalProperties": false, "required": ["before"], "properties": {"before": {"$ref": "#/components/schemas/Duration"}}},
              {"type": "object", "additionalProperties": false, "required": ["at"], "properties": {"at": {"$ref": "#/components/schemas/DateTime"}}}
            ],
            "examples": [{"before": "P1D"}]
          },
          "TaskReminders": {
            "type": "object",
            "additionalProperties": false,
            "required": ["reminders", "snoozed_until"],
            "properties": {
              "reminders": {"type": ["array", "null"], "maxItems": 10, "items": {"$ref": "#/components/schemas/Reminder"}, "description": "Null: the person's lead times."},
              "snoozed_until": {"anyOf": [{"$ref": "#/components/schemas/Timestamp"}, {"type": "null"}]}
            },
            "examples": [{"reminders": [{"before": "P1D"}, {"at": "2026-11-24T08:00:00Z"}], "snoozed_until": null}]
          },
          "TaskRemindersChanges": {
            "type": "object",
            "additionalProperties": false,
            "required": ["reminders"],
            "properties": {
              "reminders": {"type": ["array", "null"], "maxItems": 10, "items": {"$ref": "#/components/schemas/Reminder"}},
              "snoozed_until": {"$ref": "#/components/schemas/Ignored"}
            },
            "examples": [{"reminders": [{"before": "P1D"}]}]
          },
          "Snooze": {
            "type": "object",
            "additionalProperties": false,
            "description": "Either an instant in the future, or how long.",
            "properties": {
              "until": {"$ref": "#/components/schemas/DateTime"},
              "for": {"$ref": "#/components/schemas/Duration"}
            },
            "oneOf": [{"required": ["until"]}, {"required": ["for"]}],
            "examples": [{"for": "PT1H"}]
          }
        }
        """#
}
