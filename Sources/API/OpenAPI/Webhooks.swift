extension Section {
    static let webhooks = Section(
        tag: "Webhooks",
        description:
            "Addresses that are sent what happens, by Standard Webhooks: `webhook-id` (the same for every attempt), `webhook-timestamp`, `webhook-signature`, and a body of `type`, `timestamp`, `data`.",
        routes: Route.webhooks,
        operations: parse(webhookOperations),
        schemas: parse(webhookSchemas))

    private static let webhookOperations = #"""
        {
          "createWebhook": {
            "summary": "Create a webhook",
            "description": "The answer shows the `secret` that messages are signed with; it is shown here only. A person may have 20 (then 409).",
            "requestBody": {
              "required": true,
              "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/WebhookCreate"},
                "example": {"url": "https://example.org/hooks/todo", "events": ["task-due-soon", "task-overdue"]}
              }}
            },
            "responses": {
              "201": {
                "description": "The webhook and its secret.",
                "headers": {
                  "ETag": {"$ref": "#/components/headers/ETag"},
                  "Location": {
                    "description": "The webhook's path.", "required": true,
                    "schema": {"type": "string", "format": "uri-reference"},
                    "example": "/api/webhooks/019a9f40-1000-7c3e-9b1d-6a0f2c5e8d11"
                  }
                },
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/WebhookWithSecret"}}},
                "links": {
                  "get": {"operationId": "getWebhook", "parameters": {"id": "$response.body#/id"}},
                  "put": {"operationId": "putWebhook", "parameters": {"id": "$response.body#/id"}},
                  "patch": {"operationId": "patchWebhook", "parameters": {"id": "$response.body#/id"}},
                  "rotate": {"operationId": "rotateWebhookSecret", "parameters": {"id": "$response.body#/id"}},
                  "test": {"operationId": "testWebhook", "parameters": {"id": "$response.body#/id"}},
                  "deliveries": {"operationId": "listWebhookDeliveries", "parameters": {"id": "$response.body#/id"}},
                  "delete": {"operationId": "deleteWebhook", "parameters": {"id": "$response.body#/id"}}
                }
              },
              "409": {"$ref": "#/components/responses/Conflict"}
            }
          },
          "listWebhooks": {
            "summary": "List webhooks",
            "description": "Oldest first.",
            "parameters": [
              {"name": "page_size", "in": "query", "description": "Webhooks in a page.",
                "schema": {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}},
              {"name": "cursor", "in": "query", "description": "The last answer's `next_cursor`; empty: from the first. Any other gets 422.",
                "schema": {"type": "string", "maxLength": 1000}, "allowEmptyValue": true}
            ],
            "responses": {
              "200": {
                "description": "One page of webhooks.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/WebhookPage"}}}
              },
              "422": {"$ref": "#/components/responses/Unprocessable"}
            }
          },
          "getWebhook": {
            "summary": "Get a webhook",
            "parameters": [{"$ref": "#/components/parameters/WebhookID"}],
            "responses": {
              "200": {
                "description": "The webhook.",
                "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Webhook"}}}
              }
            }
          },
          "putWebhook": {
            "summary": "Change a webhook",
            "description": "The same as `PATCH`: changes only the members that are present.",
            "parameters": [{"$ref": "#/components/parameters/WebhookID"}, {"$ref": "#/components/parameters/IfMatch"}],
            "requestBody": {
              "required": true,
              "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/WebhookChanges"},
                "example": {"url": "https://example.org/hooks/other", "events": ["task-completed"], "enabled": true}
              }}
            },
            "responses": {
              "200": {
                "description": "The webhook as it is now.",
                "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Webhook"}}}
              }
            }
          },
          "patchWebhook": {
            "summary": "Change a webhook",
            "description": "Changes only the members that are present. Enabling one that was disabled gives it a clean slate.",
            "parameters": [{"$ref": "#/components/parameters/WebhookID"}, {"$ref": "#/components/parameters/IfMatch"}],
            "requestBody": {
              "required": true,
              "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/WebhookChanges"},
                "example": {"enabled": false}
              }}
            },
            "responses": {
              "200": {
                "description": "The webhook as it is now.",
                "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Webhook"}}}
              }
            }
          },
          "deleteWebhook": {
            "summary": "Delete a webhook",
            "parameters": [{"$ref": "#/components/parameters/WebhookID"}, {"$ref": "#/components/parameters/IfMatch"}],
            "responses": {"204": {"description": "It is gone."}}
          },
          "rotateWebhookSecret": {
            "summary": "Give a webhook a new secret",
            "description": "The answer shows it; it is shown here only. For 24 hours the secret before it signs too: messages then carry two signatures.",
            "parameters": [{"$ref": "#/components/parameters/WebhookID"}, {"$ref": "#/components/parameters/IfMatch"}],
            "responses": {
              "200": {
                "description": "The webhook and its new secret.",
                "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/WebhookWithSecret"}}}
              }
            }
          },
          "testWebhook": {
            "summary": "Send a test to a webhook",
            "description": "A message of type `test`. It is on its way when this answers; `deliveries` tells what became of it. 409 while the webhook is disabled, or while ten tests of it wait.",
            "parameters": [{"$ref": "#/components/parameters/WebhookID"}],
            "responses": {
              "202": {
                "description": "The delivery.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Delivery"}}}
              },
              "409": {"$ref": "#/components/responses/Conflict"}
            }
          },
          "listWebhookDeliveries": {
            "summary": "List what was sent to a webhook",
            "description": "Newest first.",
            "parameters": [
              {"$ref": "#/components/parameters/WebhookID"},
              {"name": "page_size", "in": "query", "description": "Deliveries in a page.",
                "schema": {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}},
              {"name": "cursor", "in": "query", "description": "The last answer's `next_cursor`; empty: from the newest. Any other gets 422.",
                "schema": {"type": "string", "maxLength": 1000}, "allowEmptyValue": true}
            ],
            "responses": {
              "200": {
                "description": "One page of deliveries.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/DeliveryPage"}}}
              },
              "422": {"$ref": "#/components/responses/Unprocessable"}
            }
          }
        }
        """#
}
