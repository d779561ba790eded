/// Parameters that more than one operation takes.
enum CommonParameters {
    static let json = #"""
        {
          "TaskID": {
            "name": "id", "in": "path", "required": true,
            "description": "The task's id.",
            "schema": {"type": "string", "format": "uuid"},
            "example": "019a9f3e-6c00-7d3a-8f21-5b1d0c9e4a77"
          },
          "RecurringTaskID": {
            "name": "id", "in": "path", "required": true,
            "description": "The series' id.",
            "schema": {"type": "string", "format": "uuid"},
            "example": "019a9f3e-7a10-7c55-b3e2-9d04c1f7a8e6"
          },
          "SessionID": {
            "name": "id", "in": "path", "required": true,
            "description": "The session's id.",
            "schema": {"type": "string", "format": "uuid"},
            "example": "019a9f3d-1e40-7c11-9a52-3f0e7d2b6c18"
          },
          "EventID": {
            "name": "event_id", "in": "path", "required": true,
            "description": "The id of an event of this history.",
            "schema": {"type": "string", "format": "uuid"},
            "example": "019a9f3e-6c01-7b02-a1d4-77c0e5f9d310"
          },
          "WebhookID": {
            "name": "id", "in": "path", "required": true,
            "description": "The webhook's id.",
            "schema": {"type": "string", "format": "uuid"},
            "example": "019a9f40-1000-7c3e-9b1d-6a0f2c5e8d11"
          },
          "NotificationID": {
            "name": "id", "in": "path", "required": true,
            "description": "The notification's id.",
            "schema": {"type": "string", "format": "uuid"},
            "example": "019a9f42-3000-7a1b-8c2d-4e5f6a7b8c9d"
          },
          "DeliveryID": {
            "name": "id", "in": "path", "required": true,
            "description": "The delivery's id.",
            "schema": {"type": "string", "format": "uuid"},
            "example": "019a9f43-4000-7b2c-9d3e-5f6a7b8c9d0e"
          },
          "UnsubscribeToken": {
            "name": "token", "in": "path", "required": true,
            "description": "What the link of a mail ends with.",
            "schema": {"type": "string", "maxLength": 100},
            "example": "AZqfPmwAfTqPIVsdDJ5Kd5xv0m1k2n3b4v5c6x7z8a9s0d1f2g3h4j5k6l7q8w9e"
          },
          "PushSubscriptionID": {
            "name": "id", "in": "path", "required": true,
            "description": "The subscription's id.",
            "schema": {"type": "string", "format": "uuid"},
            "example": "019a9f41-2000-7f5a-8e2b-0c9d7b6a5f31"
          },
          "IfMatch": {
            "name": "If-Match", "in": "header",
            "description": "Make the change only if it still has one of these versions (RFC 9110, section 13.1.1), else 412. Takes a list of entity tags, or `*`. A tag that a proxy weakened (`W/`) counts like the strong one.",
            "schema": {
              "anyOf": [
                {"type": "string", "const": "*"},
                {"type": "string", "pattern": "^(W/)?\"[!#-+.-~-]*\"([ \\t]*,[ \\t]*(W/)?\"[!#-+.-~-]*\")*$"}
              ]
            },
            "example": "\"3\""
          },
          "IdempotencyKey": {
            "name": "Idempotency-Key", "in": "header",
            "description": "Makes a retry harmless: the same key with the same method, path and body gets the first answer again for 24 hours, with `Idempotency-Replayed: true`. With another body: 422. While the first request is still running: 409. Visible ASCII.",
            "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
            "example": "6f1c2a9e-3d55-4b0e-9d0f-0d6d0f3b7a11"
          },
          "RequestID": {
            "name": "X-Request-ID", "in": "header",
            "description": "An id of the caller's for this request, for logs: answered again, or replaced when it is not 1 to 128 visible ASCII characters.",
            "schema": {"type": "string"},
            "example": "checkout-4711"
          },
          "TraceParent": {
            "name": "traceparent", "in": "header",
            "description": "W3C Trace Context. The events of a change carry it on; one that is not valid is replaced.",
            "schema": {"type": "string"},
            "example": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
          }
        }
        """#
}

/// Headers of answers.
enum CommonHeaders {
    static let json = #"""
        {
          "RequestID": {
            "description": "The id of this request in the server's logs.",
            "required": true,
            "schema": {"type": "string", "minLength": 1, "maxLength": 128},
            "example": "checkout-4711"
          },
          "IdempotencyReplayed": {
            "description": "Present when this answer is that of an earlier request with the same `Idempotency-Key`.",
            "schema": {"type": "string", "const": "true"}
          },
          "ETag": {
            "description": "The version as a strong entity tag, for `If-Match`.",
            "required": true,
            "schema": {"type": "string", "pattern": "^\"[1-9][0-9]*\"$"},
            "example": "\"1\""
          },
          "RetryAfter": {
            "description": "Seconds to wait before the next attempt.",
            "required": true,
            "schema": {"type": "string", "pattern": "^[1-9][0-9]*$"},
            "example": "2"
          },
          "WWWAuthenticate": {
            "description": "The scheme that is asked for (RFC 6750).",
            "required": true,
            "schema": {"type": "string", "pattern": "^Bearer"},
            "example": "Bearer"
          }
        }
        """#
}
