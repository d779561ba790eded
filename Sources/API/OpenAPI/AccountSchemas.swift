extension Section {
    static let accountSchemas = #"""
        {
          "User": {
            "type": "object",
            "additionalProperties": false,
            "required": ["id", "email", "email_confirmed", "name", "timezone", "locale", "created_at"],
            "properties": {
              "id": {"type": "string", "format": "uuid"},
              "email": {"type": "string"},
              "email_confirmed": {"type": "boolean", "description": "An address that is not gets no mail but its confirmation."},
              "name": {"type": "string", "minLength": 1, "maxLength": 255},
              "timezone": {"type": "string", "description": "An IANA time zone: where the person's days begin and end."},
              "locale": {"type": "string"},
              "created_at": {"$ref": "#/components/schemas/Timestamp"}
            },
            "examples": [{
              "id": "019a9f3d-1e00-7a6b-8c0d-1f2e3d4c5b6a", "email": "ada@example.org", "email_confirmed": false,
              "name": "Ada", "timezone": "Europe/Berlin", "locale": "en", "created_at": "2026-11-24T07:14:05Z"
            }]
          },
          "SignedIn": {
            "type": "object",
            "additionalProperties": false,
            "required": ["access_token", "token_type", "expires_in", "refresh_token", "user"],
            "properties": {
              "access_token": {"type": "string", "description": "For `Authorization: Bearer`."},
              "token_type": {"type": "string", "const": "bearer"},
              "expires_in": {"type": "integer", "minimum": 1, "description": "Seconds that the access token is good for."},
              "refresh_token": {"type": "string", "description": "For `refresh`; keep it secret."},
              "user": {"$ref": "#/components/schemas/User"}
            }
          },
          "Session": {
            "type": "object",
            "additionalProperties": false,
            "required": ["id", "current", "address", "user_agent", "created_at", "last_used_at", "expires_at"],
            "properties": {
              "id": {"type": "string", "format": "uuid"},
              "current": {"type": "boolean", "description": "The session of this request."},
              "address": {"type": "string", "description": "The network address that it was started from."},
              "user_agent": {"type": "string"},
              "created_at": {"$ref": "#/components/schemas/Timestamp"},
              "last_used_at": {"$ref": "#/components/schemas/Timestamp"},
              "expires_at": {"$ref": "#/components/schemas/Timestamp"}
            }
          },
          "SessionList": {
            "type": "object",
            "additionalProperties": false,
            "required": ["items"],
            "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/Session"}}}
          },
          "Registration": {
            "type": "object",
            "additionalProperties": false,
            "required": ["email", "password", "name"],
            "properties": {
              "email": {"$ref": "#/components/schemas/Email"},
              "password": {"$ref": "#/components/schemas/NewPassword"},
              "name": {"$ref": "#/components/schemas/PersonName"},
              "timezone": {"anyOf": [{"$ref": "#/components/schemas/TimeZone"}, {"type": "null"}], "default": "UTC"},
              "locale": {"anyOf": [{"$ref": "#/components/schemas/Locale"}, {"type": "null"}], "default": "en"},
              "invite": {"type": ["string", "null"], "description": "The code of an invitation, where one is needed."}
            }
          },
          "Login": {
            "type": "object",
            "additionalProperties": false,
            "required": ["email", "password"],
            "properties": {
              "email": {"type": "string"},
              "password": {"type": "string"}
            }
          },
          "Refresh": {
            "type": "object",
            "additionalProperties": false,
            "required": ["refresh_token"],
            "properties": {"refresh_token": {"type": "string"}}
          },
          "PasswordForgotten": {
            "type": "object",
            "additionalProperties": false,
            "required": ["email"],
            "properties": {"email": {"$ref": "#/components/schemas/Email"}}
          },
          "PasswordReset": {
            "type": "object",
            "additionalProperties": false,
            "required": ["token", "new_password"],
            "properties": {
              "token": {"$ref": "#/components/schemas/MailToken"},
              "new_password": {"$ref": "#/components/schemas/NewPassword"}
            }
          },
          "EmailConfirmation": {
            "type": "object",
            "additionalProperties": false,
            "required": ["token"],
            "properties": {"token": {"$ref": "#/components/schemas/MailToken"}}
          },
          "UserChanges": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "email": {"$ref": "#/components/schemas/Email"},
              "name": {"$ref": "#/components/schemas/PersonName"},
              "timezone": {"$ref": "#/components/schemas/TimeZone"},
              "locale": {"$ref": "#/components/schemas/Locale"},
              "current_password": {"type": ["string", "null"], "description": "Needed for a new address."},
              "id": {"$ref": "#/components/schemas/Ignored"},
              "email_confirmed": {"$ref": "#/components/schemas/Ignored"},
              "created_at": {"$ref": "#/components/schemas/Ignored"}
            }
          },
          "AccountDeletion": {
            "type": "object",
            "additionalProperties": false,
            "required": ["current_password"],
            "properties": {"current_password": {"type": "string"}}
          },
          "PasswordChange": {
            "type": "object",
            "additionalProperties": false,
            "required": ["current_password", "new_password"],
            "properties": {
              "current_password": {"type": "string", "description": "A wrong one gets 422."},
              "new_password": {"$ref": "#/components/schemas/NewPassword"}
            }
          },
          "Export": {
            "type": "object",
            "additionalProperties": false,
            "required": ["user", "sessions", "webhooks", "push_subscriptions", "tasks", "recurring_tasks", "events"],
            "properties": {
              "user": {"$ref": "#/components/schemas/User"},
              "sessions": {"type": "array", "items": {"$ref": "#/components/schemas/Session"}},
              "webhooks": {"type": "array", "items": {"$ref": "#/components/schemas/Webhook"}},
              "push_subscriptions": {"type": "array", "items": {"$ref": "#/components/schemas/PushSubscription"}},
              "tasks": {"type": "array", "items": {"$ref": "#/components/schemas/Task"}},
              "recurring_tasks": {"type": "array", "items": {"$ref": "#/components/schemas/RecurringTask"}},
              "events": {"type": "array", "items": {"$ref": "#/components/schemas/CloudEvent"}}
            }
          },
          "Email": {
            "type": "string", "format": "email", "maxLength": 254,
            "description": "At most 254 octets, without quotes or address literals. Upper and lower case are the same."
          },
          "NewPassword": {
            "type": "string", "minLength": 8, "maxLength": 128, "pattern": "\#(Pattern.text)",
            "description": "Every character counts. In Unicode's NFC."
          },
          "PersonName": {
            "type": "string", "minLength": 1, "maxLength": 255,
            "pattern": "\#(Pattern.trimmedText)"
          },
          "TimeZone": {
            "type": "string", "format": "iana-time-zone",
            "description": "The name of an IANA time zone with its area, such as `Europe/Berlin`; or `UTC`."
          },
          "Locale": {
            "type": "string", "format": "language-tag", "maxLength": 35,
            "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$",
            "description": "A language tag (BCP 47)."
          },
          "MailToken": {"type": "string", "description": "As it stands in the mail."}
        }
        """#
}
