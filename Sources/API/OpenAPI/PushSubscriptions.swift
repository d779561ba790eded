extension Section {
    static let pushSubscriptions = Section(
        tag: "Web Push",
        description: "Browsers that show notifications although no page is open (RFC 8030, 8291, 8292).",
        routes: Route.pushSubscriptions,
        operations: parse(pushSubscriptionOperations),
        schemas: parse(pushSubscriptionSchemas))

    private static let pushSubscriptionOperations = #"""
        {
          "savePushSubscription": {
            "summary": "Subscribe a browser",
            "description": "Takes what the browser's `PushSubscription.toJSON()` makes. One with a known endpoint is brought up to date (200); a browser that another person used before them tells only the last. A person may have 20 (then 409).",
            "requestBody": {
              "required": true,
              "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/PushSubscriptionCreate"},
                "example": {
                  "endpoint": "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV", "expirationTime": null,
                  "keys": {
                    "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
                    "auth": "BTBZMqHH6r4Tts7J_aSIgg"
                  },
                  "label": "Firefox on the laptop"
                }
              }}
            },
            "responses": {
              "200": {
                "description": "The subscription that was brought up to date.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PushSubscription"}}}
              },
              "201": {
                "description": "The new subscription.",
                "headers": {
                  "Location": {
                    "description": "The subscription's path.", "required": true,
                    "schema": {"type": "string", "format": "uri-reference"},
                    "example": "/api/push-subscriptions/019a9f41-2000-7f5a-8e2b-0c9d7b6a5f31"
                  }
                },
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PushSubscription"}}},
                "links": {
                  "get": {"operationId": "getPushSubscription", "parameters": {"id": "$response.body#/id"}},
                  "delete": {"operationId": "deletePushSubscription", "parameters": {"id": "$response.body#/id"}}
                }
              },
              "409": {"$ref": "#/components/responses/Conflict"}
            }
          },
          "listPushSubscriptions": {
            "summary": "List subscribed browsers",
            "description": "Oldest first.",
            "parameters": [
              {"name": "page_size", "in": "query", "description": "Subscriptions in a page.",
                "schema": {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}},
              {"name": "cursor", "in": "query", "description": "The last answer's `next_cursor`; empty: from the first. Any other gets 422.",
                "schema": {"type": "string", "maxLength": 1000}, "allowEmptyValue": true}
            ],
            "responses": {
              "200": {
                "description": "One page of subscriptions.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PushSubscriptionPage"}}}
              },
              "422": {"$ref": "#/components/responses/Unprocessable"}
            }
          },
          "getPushKey": {
            "summary": "Get the server's public key",
            "description": "For `pushManager.subscribe({applicationServerKey})`. It stays the same.",
            "responses": {
              "200": {
                "description": "The key.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PushKey"}}}
              }
            }
          },
          "getPushSubscription": {
            "summary": "Get a subscribed browser",
            "parameters": [{"$ref": "#/components/parameters/PushSubscriptionID"}],
            "responses": {
              "200": {
                "description": "The subscription.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PushSubscription"}}}
              }
            }
          },
          "deletePushSubscription": {
            "summary": "Forget a browser",
            "parameters": [{"$ref": "#/components/parameters/PushSubscriptionID"}],
            "responses": {"204": {"description": "It is gone."}}
          }
        }
        """#

    private static let pushSubscriptionSchemas = #"""
        {
          "PushSubscription": {
            "type": "object",
            "additionalProperties": false,
            "required": ["id", "endpoint", "label", "expires_at", "created_at", "last_used_at"],
            "properties": {
              "id": {"type": "string", "format": "uuid"},
              "endpoint": {"type": "string"},
              "label": {"type": "string", "maxLength": 100},
              "expires_at": {"description": "When the browser said it ends by itself.", "anyOf": [{"$ref": "#/components/schemas/Timestamp"}, {"type": "null"}]},
              "created_at": {"$ref": "#/components/schemas/Timestamp"},
              "last_used_at": {"description": "When a message was last accepted for it, to the hour.", "anyOf": [{"$ref": "#/components/schemas/Timestamp"}, {"type": "null"}]}
            },
            "examples": [{
              "id": "019a9f41-2000-7f5a-8e2b-0c9d7b6a5f31",
              "endpoint": "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV",
              "label": "Firefox on the laptop", "expires_at": null, "created_at": "2026-11-24T07:15:30.250Z",
              "last_used_at": null
            }]
          },
          "PushSubscriptionCreate": {
            "type": "object",
            "additionalProperties": false,
            "required": ["endpoint", "keys"],
            "properties": {
              "endpoint": {"type": "string", "format": "push-endpoint", "minLength": 1, "maxLength": 2000, "description": "An `https` URL of a push service on the public internet."},
              "expirationTime": {"type": ["number", "null"], "minimum": 0, "maximum": 253402300799999, "description": "Milliseconds since 1970 (fractions are cut), or null; in the spelling of the Push API."},
              "keys": {
                "type": "object",
                "additionalProperties": false,
                "required": ["p256dh", "auth"],
                "properties": {
                  "p256dh": {"type": "string", "format": "p256-point", "description": "The browser's public key: base64url of 65 bytes."},
                  "auth": {"type": "string", "format": "push-auth", "description": "Base64url of 16 bytes."}
                }
              },
              "label": {"type": ["string", "null"], "maxLength": 100, "pattern": "\#(Pattern.text)", "default": "", "description": "What to call the browser. White space around it is taken off; null is the same as empty."},
              "id": {"$ref": "#/components/schemas/Ignored"},
              "expires_at": {"$ref": "#/components/schemas/Ignored"},
              "created_at": {"$ref": "#/components/schemas/Ignored"},
              "last_used_at": {"$ref": "#/components/schemas/Ignored"}
            }
          },
          "PushSubscriptionPage": {
            "type": "object",
            "additionalProperties": false,
            "required": ["items", "next_cursor"],
            "properties": {
              "items": {"type": "array", "maxItems": 100, "items": {"$ref": "#/components/schemas/PushSubscription"}},
              "next_cursor": {"type": ["string", "null"], "description": "Where the next page starts; null at the end."}
            }
          },
          "PushKey": {
            "type": "object",
            "additionalProperties": false,
            "required": ["key"],
            "properties": {
              "key": {"type": "string", "pattern": "^[A-Za-z0-9_-]{87}$", "description": "Base64url of an uncompressed point of P-256."}
            }
          }
        }
        """#
}
