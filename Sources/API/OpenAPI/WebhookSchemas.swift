extension Section {
    static let webhookSchemas = #"""
        {
          "Webhook": {
            "type": "object",
            "additionalProperties": false,
            "required": ["id", "url", "description", "events", "enabled", "disabled_reason", "failing_since", "previous_secret_until", "version", "created_at", "updated_at"],
            "properties": {
              "id": {"type": "string", "format": "uuid"},
              "url": {"type": "string"},
              "description": {"type": "string", "maxLength": 500},
              "events": {"type": "array", "minItems": 1, "items": {"$ref": "#/components/schemas/WebhookTopic"}},
              "enabled": {"type": "boolean", "description": "Whether anything is sent to it."},
              "disabled_reason": {"enum": ["owner", "failing", "gone", null], "description": "Why nothing is: its owner wanted it; every attempt of five days and ten at least failed; its receiver answered 410."},
              "failing_since": {"description": "The first failure since something arrived; null when all is well.", "anyOf": [{"$ref": "#/components/schemas/Timestamp"}, {"type": "null"}]},
              "previous_secret_until": {"description": "Until when the secret before the last rotation signs too.", "anyOf": [{"$ref": "#/components/schemas/Timestamp"}, {"type": "null"}]},
              "version": {"type": "integer", "minimum": 1, "description": "Counts its changes; also the `ETag`."},
              "created_at": {"$ref": "#/components/schemas/Timestamp"},
              "updated_at": {"$ref": "#/components/schemas/Timestamp"}
            },
            "examples": [{
              "id": "019a9f40-1000-7c3e-9b1d-6a0f2c5e8d11", "url": "https://example.org/hooks/todo", "description": "",
              "events": ["task-due-soon", "task-overdue"], "enabled": true, "disabled_reason": null,
              "failing_since": null, "previous_secret_until": null, "version": 1,
              "created_at": "2026-11-24T07:15:30.250Z", "updated_at": "2026-11-24T07:15:30.250Z"
            }]
          },
          "WebhookWithSecret": {
            "type": "object",
            "additionalProperties": false,
            "required": ["id", "url", "description", "events", "enabled", "disabled_reason", "failing_since", "previous_secret_until", "version", "created_at", "updated_at", "secret"],
            "properties": {
              "id": {"type": "string", "format": "uuid"},
              "url": {"type": "string"},
              "description": {"type": "string", "maxLength": 500},
              "events": {"type": "array", "minItems": 1, "items": {"$ref": "#/components/schemas/WebhookTopic"}},
              "enabled": {"type": "boolean", "description": "Whether anything is sent to it."},
              "disabled_reason": {"enum": ["owner", "failing", "gone", null], "description": "Why nothing is: its owner wanted it; every attempt of five days and ten at least failed; its receiver answered 410."},
              "failing_since": {"description": "The first failure since something arrived; null when all is well.", "anyOf": [{"$ref": "#/components/schemas/Timestamp"}, {"type": "null"}]},
              "previous_secret_until": {"description": "Until when the secret before the last rotation signs too.", "anyOf": [{"$ref": "#/components/schemas/Timestamp"}, {"type": "null"}]},
              "version": {"type": "integer", "minimum": 1, "description": "Counts its changes; also the `ETag`."},
              "created_at": {"$ref": "#/components/schemas/Timestamp"},
              "updated_at": {"$ref": "#/components/schemas/Timestamp"},
              "secret": {"type": "string", "pattern": "^whsec_", "description": "What messages are signed with, in the form that the libraries of Standard Webhooks take. Keep it now: it is not shown again."}
            },
            "examples": [{
              "id": "019a9f40-1000-7c3e-9b1d-6a0f2c5e8d11", "url": "https://example.org/hooks/todo", "description": "",
              "events": ["task-due-soon", "task-overdue"], "enabled": true, "disabled_reason": null,
              "failing_since": null, "previous_secret_until": null, "version": 1,
              "created_at": "2026-11-24T07:15:30.250Z", "updated_at": "2026-11-24T07:15:30.250Z",
              "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
            }]
          },
          "WebhookCreate": {
            "type": "object",
            "additionalProperties": false,
            "required": ["url", "events"],
            "properties": {
              "url": {"$ref": "#/components/schemas/WebhookURL"},
              "description": {"$ref": "#/components/schemas/WebhookDescription"},
              "events": {"$ref": "#/components/schemas/WebhookTopics"},
              "enabled": {"type": "boolean", "default": true},
              "id": {"$ref": "#/components/schemas/Ignored"},
              "disabled_reason": {"$ref": "#/components/schemas/Ignored"},
              "failing_since": {"$ref": "#/components/schemas/Ignored"},
              "previous_secret_until": {"$ref": "#/components/schemas/Ignored"},
              "version": {"$ref": "#/components/schemas/Ignored"},
              "created_at": {"$ref": "#/components/schemas/Ignored"},
              "updated_at": {"$ref": "#/components/schemas/Ignored"}
            }
          },
          "WebhookChanges": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "url": {"$ref": "#/components/schemas/WebhookURL"},
              "description": {"$ref": "#/components/schemas/WebhookDescription"},
              "events": {"$ref": "#/components/schemas/WebhookTopics"},
              "enabled": {"type": "boolean"},
              "id": {"$ref": "#/components/schemas/Ignored"},
              "disabled_reason": {"$ref": "#/components/schemas/Ignored"},
              "failing_since": {"$ref": "#/components/schemas/Ignored"},
              "previous_secret_until": {"$ref": "#/components/schemas/Ignored"},
              "version": {"$ref": "#/components/schemas/Ignored"},
              "created_at": {"$ref": "#/components/schemas/Ignored"},
              "updated_at": {"$ref": "#/components/schemas/Ignored"}
            }
          },
          "WebhookPage": {
            "type": "object",
            "additionalProperties": false,
            "required": ["items", "next_cursor"],
            "properties": {
              "items": {"type": "array", "maxItems": 100, "items": {"$ref": "#/components/schemas/Webhook"}},
              "next_cursor": {"type": ["string", "null"], "description": "Where the next page starts; null at the end."}
            }
          },
          "WebhookURL": {
            "type": "string", "format": "web-url", "minLength": 1, "maxLength": 2000,
            "description": "An absolute `https` or `http` URL without user name and fragment. What is not on the public internet is refused, here or when something is sent."
          },
          "WebhookDescription": {
            "type": ["string", "null"], "maxLength": 500,
            "pattern": "\#(Pattern.text)",
            "default": "", "description": "Null is the same as empty."
          },
          "WebhookTopics": {
            "type": "array", "minItems": 1, "maxItems": 100, "items": {"$ref": "#/components/schemas/WebhookTopic"},
            "description": "What to send. Duplicates collapse."
          },
          "WebhookTopic": {"type": "string", "enum": ["task-created", "task-updated", "task-completed", "task-deleted", "task-due-soon", "task-overdue", "task-reminder", "recurring-task-created", "recurring-task-updated", "recurring-task-deleted", "recurring-task-due"]}
        }
        """#
}
