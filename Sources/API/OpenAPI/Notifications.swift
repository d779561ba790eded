extension Section {
    static let notifications = Section(
        tag: "Notifications",
        description:
            "What a person was told: in the application itself, and outside of it by mail, webhooks and push.",
        routes: Route.notifications,
        operations: parse(notificationOperations),
        schemas: parse(notificationSchemas))

    private static let notificationOperations = #"""
        {
          "listNotifications": {
            "summary": "List notifications",
            "description": "Unread ones first, each the newest first.",
            "parameters": [
              {"name": "unread", "in": "query", "description": "Only unread ones.", "schema": {"type": "boolean"}},
              {"name": "page_size", "in": "query", "description": "Notifications in a page.",
                "schema": {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}},
              {"name": "cursor", "in": "query", "description": "The last answer's `next_cursor`; empty: from the first. Any other gets 422.",
                "schema": {"type": "string", "maxLength": 1000}, "allowEmptyValue": true}
            ],
            "responses": {
              "200": {
                "description": "One page of notifications.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/NotificationPage"}}}
              },
              "422": {"$ref": "#/components/responses/Unprocessable"}
            }
          },
          "countUnreadNotifications": {
            "summary": "Count unread notifications",
            "responses": {
              "200": {
                "description": "How many there are.",
                "content": {"application/json": {
                  "schema": {"type": "object", "additionalProperties": false, "required": ["unread"], "properties": {"unread": {"type": "integer", "minimum": 0}}},
                  "example": {"unread": 3}
                }}
              }
            }
          },
          "readNotification": {
            "summary": "Mark a notification as read",
            "description": "One that was read before stays as it was.",
            "parameters": [{"$ref": "#/components/parameters/NotificationID"}],
            "responses": {
              "200": {
                "description": "The notification.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Notification"}}}
              }
            }
          },
          "readAllNotifications": {
            "summary": "Mark all notifications as read",
            "responses": {
              "200": {
                "description": "How many were unread.",
                "content": {"application/json": {
                  "schema": {"type": "object", "additionalProperties": false, "required": ["read"], "properties": {"read": {"type": "integer", "minimum": 0}}},
                  "example": {"read": 3}
                }}
              }
            }
          },
          "listDeliveries": {
            "summary": "List deliveries",
            "description": "Everything that was sent outside of the application, the newest first, and what became of it. What is `dead` was given up.",
            "parameters": [
              {"name": "state", "in": "query", "description": "Only those in this state.", "schema": {"$ref": "#/components/schemas/DeliveryState"}},
              {"name": "channel", "in": "query", "description": "Only those by this channel.", "schema": {"$ref": "#/components/schemas/Channel"}},
              {"name": "page_size", "in": "query", "description": "Deliveries in a page.",
                "schema": {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}},
              {"name": "cursor", "in": "query", "description": "The last answer's `next_cursor`; empty: from the first. Any other gets 422.",
                "schema": {"type": "string", "maxLength": 1000}, "allowEmptyValue": true}
            ],
            "responses": {
              "200": {
                "description": "One page of deliveries.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/DeliveryPage"}}}
              },
              "422": {"$ref": "#/components/responses/Unprocessable"}
            }
          },
          "retryDelivery": {
            "summary": "Try a delivery again",
            "description": "At once, and with all attempts before it. Only one that failed or was given up (else 409).",
            "parameters": [{"$ref": "#/components/parameters/DeliveryID"}],
            "responses": {
              "200": {
                "description": "The delivery.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Delivery"}}}
              },
              "409": {"$ref": "#/components/responses/Conflict"}
            }
          },
          "unsubscribePage": {
            "summary": "Ask before mails are stopped",
            "description": "Where the link of a mail leads: a page with a button for the POST.",
            "parameters": [{"$ref": "#/components/parameters/UnsubscribeToken"}],
            "responses": {"200": {"description": "HTML.", "content": {"text/html": {"schema": {"type": "string"}}}}}
          },
          "unsubscribe": {
            "summary": "Stop the mails of whoever has the link",
            "description": "With one click (RFC 8058); the body is not looked at. Takes the channel `email` and the digest away.",
            "parameters": [{"$ref": "#/components/parameters/UnsubscribeToken"}],
            "responses": {"200": {"description": "HTML.", "content": {"text/html": {"schema": {"type": "string"}}}}}
          }
        }
        """#
}
