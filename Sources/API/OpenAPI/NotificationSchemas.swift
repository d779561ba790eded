extension Section {
    static let notificationSchemas = #"""
        {
          "Notification": {
            "type": "object",
            "additionalProperties": false,
            "required": ["id", "kind", "task_id", "title", "body", "read", "read_at", "created_at"],
            "properties": {
              "id": {"type": "string", "format": "uuid"},
              "kind": {"type": "string", "enum": ["due_soon", "overdue", "reminder", "webhook_disabled"]},
              "task_id": {"type": ["string", "null"], "format": "uuid"},
              "title": {"type": "string"},
              "body": {"type": "string"},
              "read": {"type": "boolean"},
              "read_at": {"anyOf": [{"$ref": "#/components/schemas/Timestamp"}, {"type": "null"}]},
              "created_at": {"$ref": "#/components/schemas/Timestamp"}
            },
            "examples": [{
              "id": "019a9f42-3000-7a1b-8c2d-4e5f6a7b8c9d", "kind": "due_soon", "task_id": "019a9f3e-6c00-7d3a-8f21-5b1d0c9e4a77",
              "title": "Due soon: Buy milk", "body": "It is due on Tuesday 24 November 2026, 18:00.", "read": false, "read_at": null,
              "created_at": "2026-11-23T18:00:00Z"
            }]
          },
          "NotificationPage": {
            "type": "object",
            "additionalProperties": false,
            "required": ["items", "next_cursor"],
            "properties": {
              "items": {"type": "array", "items": {"$ref": "#/components/schemas/Notification"}},
              "next_cursor": {"type": ["string", "null"], "description": "Null at the end."}
            }
          },
          "DeliveryState": {
            "type": "string",
            "enum": ["pending", "sent", "failed", "dead", "cancelled"],
            "description": "Not tried yet; accepted by the other side; tried in vain and to be tried again; given up; the task was done before it was sent."
          },
          "Delivery": {
            "type": "object",
            "additionalProperties": false,
            "required": ["id", "channel", "target_id", "kind", "task_id", "state", "attempts", "next_attempt_at", "last_error", "created_at", "finished_at"],
            "properties": {
              "id": {"type": "string", "format": "uuid", "description": "Stays the same over all attempts: the `webhook-id` of a webhook, a part of a mail's `Message-ID`."},
              "channel": {"$ref": "#/components/schemas/Channel"},
              "target_id": {"type": ["string", "null"], "format": "uuid", "description": "The webhook or the push subscription; null for mail."},
              "kind": {"type": "string", "examples": ["task-due-soon"]},
              "task_id": {"type": ["string", "null"], "format": "uuid"},
              "state": {"$ref": "#/components/schemas/DeliveryState"},
              "attempts": {"type": "integer", "minimum": 0},
              "next_attempt_at": {"anyOf": [{"$ref": "#/components/schemas/Timestamp"}, {"type": "null"}]},
              "last_error": {"type": ["string", "null"]},
              "created_at": {"$ref": "#/components/schemas/Timestamp"},
              "finished_at": {"anyOf": [{"$ref": "#/components/schemas/Timestamp"}, {"type": "null"}]}
            },
            "examples": [{
              "id": "019a9f43-4000-7b2c-9d3e-5f6a7b8c9d0e", "channel": "webhook", "target_id": "019a9f40-1000-7c3e-9b1d-6a0f2c5e8d11",
              "kind": "task-overdue", "task_id": "019a9f3e-6c00-7d3a-8f21-5b1d0c9e4a77", "state": "failed", "attempts": 2,
              "next_attempt_at": "2026-11-24T18:00:35Z", "last_error": "The receiver answered 500.",
              "created_at": "2026-11-24T18:00:00Z", "finished_at": null
            }]
          },
          "DeliveryPage": {
            "type": "object",
            "additionalProperties": false,
            "required": ["items", "next_cursor"],
            "properties": {
              "items": {"type": "array", "items": {"$ref": "#/components/schemas/Delivery"}},
              "next_cursor": {"type": ["string", "null"], "description": "Null at the end."}
            }
          }
        }
        """#
}
