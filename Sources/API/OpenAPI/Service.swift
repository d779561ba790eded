extension Section {
    static let service = Section(
        tag: "Service",
        description: "For those who run the server.",
        routes: Route.service,
        operations: parse(serviceOperations),
        schemas: parse(serviceSchemas))

    private static let serviceOperations = #"""
        {
          "livez": {
            "summary": "Is the process alive?",
            "description": "Looks at nothing else.",
            "responses": {"200": {"description": "Yes.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Health"}, "example": {"status": "ok", "checks": []}}}}}
          },
          "readyz": {
            "summary": "Can it do its work?",
            "description": "Looks at the database, that it can be written to, and its schema.",
            "responses": {
              "200": {"description": "Yes.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Health"}, "example": {"status": "ok", "checks": ["database", "schema"]}}}},
              "503": {"$ref": "#/components/responses/Unavailable"}
            }
          },
          "healthLive": {
            "summary": "The same as /livez",
            "responses": {"200": {"description": "Alive.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Health"}, "example": {"status": "ok", "checks": []}}}}}
          },
          "healthReady": {
            "summary": "The same as /readyz",
            "responses": {
              "200": {"description": "Ready.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Health"}, "example": {"status": "ok", "checks": []}}}},
              "503": {"$ref": "#/components/responses/Unavailable"}
            }
          },
          "metrics": {
            "summary": "Measurements for Prometheus",
            "responses": {"200": {"description": "In the text format.", "content": {"text/plain": {"schema": {"type": "string"}}}}}
          },
          "workersStatus": {
            "summary": "How does the background work go?",
            "description": "What this process has done since its start.",
            "responses": {"200": {"description": "Each worker.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/WorkersStatus"}}}}}
          },
          "openapi": {
            "summary": "This document",
            "responses": {"200": {"description": "OpenAPI 3.1.", "content": {"application/json": {"schema": {"type": "object"}}}}}
          },
          "docs": {
            "summary": "This document as a page",
            "responses": {"200": {"description": "HTML.", "content": {"text/html": {"schema": {"type": "string"}}}}}
          },
          "docsStyle": {
            "summary": "The page's style sheet",
            "responses": {"200": {"description": "CSS.", "content": {"text/css": {"schema": {"type": "string"}}}}}
          },
          "docsScript": {
            "summary": "The page's script",
            "responses": {"200": {"description": "JavaScript.", "content": {"text/javascript": {"schema": {"type": "string"}}}}}
          }
        }
        """#

    private static let serviceSchemas = #"""
        {
          "WorkersStatus": {
            "type": "object",
            "required": ["duties", "relay", "deliveries"],
            "properties": {
              "duties": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": ["name", "done", "last_worked_at", "next_at", "failing"],
                  "properties": {
                    "name": {"type": "string"},
                    "done": {"type": "integer", "minimum": 0},
                    "last_worked_at": {"anyOf": [{"$ref": "#/components/schemas/Timestamp"}, {"type": "null"}]},
                    "next_at": {"anyOf": [{"$ref": "#/components/schemas/Timestamp"}, {"type": "null"}], "description": "The instant that is waited for."},
                    "failing": {"type": "boolean", "description": "Whether the last attempt failed; the log says why."}
                  }
                }
              },
              "relay": {
                "type": "object",
                "required": ["published", "parked", "delayed"],
                "properties": {
                  "published": {"type": "integer", "minimum": 0, "description": "Events that reached their consumers."},
                  "parked": {"type": "integer", "minimum": 0, "description": "Events that none will ever take."},
                  "delayed": {"type": "integer", "minimum": 0, "description": "People whose events wait after a failure."}
                }
              },
              "deliveries": {
                "type": "object",
                "required": ["running"],
                "properties": {"running": {"type": "integer", "minimum": 0, "description": "Attempts that run now."}}
              }
            },
            "examples": [{
              "duties": [{"name": "deadlines", "done": 12, "last_worked_at": "2026-11-24T07:15:30Z", "next_at": "2026-11-24T18:00:00Z", "failing": false}],
              "relay": {"published": 24, "parked": 0, "delayed": 0}, "deliveries": {"running": 0}
            }]
          },
          "Health": {
            "type": "object",
            "required": ["status", "checks"],
            "properties": {
              "status": {"type": "string", "const": "ok"},
              "checks": {"type": "array", "items": {"type": "string"}, "description": "What was looked at."}
            }
          }
        }
        """#
}
