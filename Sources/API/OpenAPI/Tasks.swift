extension Section {
    static let tasks = Section(
        tag: "Tasks",
        description:
            "What there is to do. Each task belongs to one person; every change of it is an event of its history.",
        routes: Route.tasks,
        operations: parse(taskOperations),
        schemas: parse(taskSchemas))

    private static let taskOperations = #"""
        {
          "createTask": {
            "summary": "Create a task",
            "requestBody": {
              "required": true,
              "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/TaskCreate"},
                "examples": {
                  "plain": {"summary": "Just a title", "value": {"title": "Buy milk"}},
                  "full": {"summary": "Everything", "value": {
                    "title": "Send the report", "description": "With last month's figures.", "priority": "high",
                    "due_date": "2026-11-27T17:00:00+01:00", "tags": ["work", "monthly"]
                  }}
                }
              }}
            },
            "responses": {
              "201": {
                "description": "The task.",
                "headers": {
                  "ETag": {"$ref": "#/components/headers/ETag"},
                  "Location": {
                    "description": "The task's path.", "required": true,
                    "schema": {"type": "string", "format": "uri-reference"},
                    "example": "/api/tasks/019a9f3e-6c00-7d3a-8f21-5b1d0c9e4a77"
                  }
                },
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Task"}}},
                "links": {
                  "get": {"operationId": "getTask", "parameters": {"id": "$response.body#/id"}},
                  "put": {"operationId": "putTask", "parameters": {"id": "$response.body#/id"}},
                  "patch": {"operationId": "patchTask", "parameters": {"id": "$response.body#/id"}},
                  "complete": {"operationId": "completeTask", "parameters": {"id": "$response.body#/id"}},
                  "events": {"operationId": "listTaskEvents", "parameters": {"id": "$response.body#/id"}},
                  "delete": {"operationId": "deleteTask", "parameters": {"id": "$response.body#/id"}}
                }
              }
            }
          },
          "listTasks": {
            "summary": "List tasks",
            "description": "Newest first unless asked otherwise. All filters given must match. Tasks without due date come last in both orders; ties go by id, in the direction of the sort.",
            "parameters": [
              {"name": "search", "in": "query", "description": "A part of title or description, ignoring case; no wildcards. Empty: no filter.",
                "schema": {"type": "string", "maxLength": 200, "pattern": "\#(Pattern.text)"}, "example": "milk"},
              {"name": "completed", "in": "query", "description": "Only completed, or only open tasks.", "schema": {"type": "boolean"}},
              {"name": "priority", "in": "query", "description": "Only tasks of this priority.", "schema": {"$ref": "#/components/schemas/Priority"}},
              {"name": "tag", "in": "query", "description": "A whole tag, ignoring case. Given several times: tasks that have all of them.",
                "schema": {"type": "array", "maxItems": 20, "items": {"$ref": "#/components/schemas/Tag"}}, "style": "form", "explode": true, "example": ["work"]},
              {"name": "due_before", "in": "query", "description": "Due before this instant, or before the start of this day in the caller's zone.",
                "schema": {"$ref": "#/components/schemas/DateTimeOrDate"}, "example": "2026-12-01"},
              {"name": "due_after", "in": "query", "description": "Due at or after this instant, or the start of this day in the caller's zone.",
                "schema": {"$ref": "#/components/schemas/DateTimeOrDate"}, "example": "2026-11-23T00:00:00Z"},
              {"name": "overdue", "in": "query", "description": "Only tasks that are, or are not, overdue.", "schema": {"type": "boolean"}},
              {"name": "due_soon", "in": "query", "description": "Only tasks that are, or are not, due within 24 hours.", "schema": {"type": "boolean"}},
              {"name": "recurring_task_id", "in": "query", "description": "Only occurrences of this series.", "schema": {"type": "string", "format": "uuid"}},
              {"name": "sort_by", "in": "query", "description": "What to sort by. Priority: low, medium, high. Title: by its case-folded code points.",
                "schema": {"type": "string", "enum": ["created_at", "updated_at", "due_date", "priority", "title"], "default": "created_at"}},
              {"name": "sort_order", "in": "query", "description": "Ascending or descending.",
                "schema": {"type": "string", "enum": ["asc", "desc"], "default": "desc"}},
              {"name": "page", "in": "query", "description": "Which page, counted from 1. Not together with `cursor`.",
                "schema": {"type": "integer", "minimum": 1, "maximum": 10000000, "default": 1}},
              {"name": "page_size", "in": "query", "description": "Tasks in a page.",
                "schema": {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}},
              {"name": "cursor", "in": "query", "description": "Empty: start to page by position instead of number, which neither misses nor repeats a task when others come and go. Then the last answer's `next_cursor`, with the same filters and sort; any other gets 422.",
                "schema": {"type": "string", "maxLength": 1000}, "allowEmptyValue": true}
            ],
            "responses": {
              "200": {
                "description": "One page of tasks.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/TaskPage"}}}
              },
              "422": {"$ref": "#/components/responses/Unprocessable"}
            }
          },
          "getTask": {
            "summary": "Get a task",
            "parameters": [{"$ref": "#/components/parameters/TaskID"}],
            "responses": {
              "200": {
                "description": "The task.",
                "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Task"}}}
              }
            }
          },
          "putTask": {
            "summary": "Change a task by PUT",
            "description": "The same as `PATCH`: changes only the members that are present. A change that changes nothing makes no event and keeps the version.",
            "parameters": [{"$ref": "#/components/parameters/TaskID"}, {"$ref": "#/components/parameters/IfMatch"}],
            "requestBody": {
              "required": true,
              "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/TaskChanges"},
                "example": {"title": "Buy oat milk", "priority": "low", "completed": false}
              }}
            },
            "responses": {
              "200": {
                "description": "The task as it is now.",
                "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Task"}}}
              }
            }
          },
          "patchTask": {
            "summary": "Change a task",
            "description": "Changes only the members that are present. A change that changes nothing makes no event and keeps the version.",
            "parameters": [{"$ref": "#/components/parameters/TaskID"}, {"$ref": "#/components/parameters/IfMatch"}],
            "requestBody": {
              "required": true,
              "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/TaskChanges"},
                "example": {"due_date": "2026-11-30"}
              }}
            },
            "responses": {
              "200": {
                "description": "The task as it is now.",
                "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Task"}}}
              }
            }
          },
          "deleteTask": {
            "summary": "Delete a task",
            "description": "Its history stays readable, and undoing the deletion brings it back.",
            "parameters": [{"$ref": "#/components/parameters/TaskID"}, {"$ref": "#/components/parameters/IfMatch"}],
            "responses": {"204": {"description": "It is gone."}}
          },
          "completeTask": {
            "summary": "Complete or reopen a task",
            "description": "Without a body: completes an open task and reopens a completed one. With `completed`: sets it.",
            "parameters": [{"$ref": "#/components/parameters/TaskID"}, {"$ref": "#/components/parameters/IfMatch"}],
            "requestBody": {
              "required": false,
              "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/TaskCompletion"},
                "example": {"completed": true}
              }}
            },
            "responses": {
              "200": {
                "description": "The task as it is now.",
                "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Task"}}}
              }
            }
          },
          "listTaskEvents": {
            "summary": "A task's history",
            "description": "Oldest first. Also for a task that was deleted.",
            "parameters": [
              {"$ref": "#/components/parameters/TaskID"},
              {"name": "page_size", "in": "query", "description": "Events in a page.",
                "schema": {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}},
              {"name": "cursor", "in": "query", "description": "The last answer's `next_cursor`; empty: from the first event. Any other gets 422.",
                "schema": {"type": "string", "maxLength": 1000}, "allowEmptyValue": true}
            ],
            "responses": {
              "200": {
                "description": "One page of events.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/HistoryPage"}}},
                "links": {
                  "undo": {"operationId": "undoTaskEvent", "parameters": {"id": "$request.path.id", "event_id": "$response.body#/items/0/id"}}
                }
              },
              "422": {"$ref": "#/components/responses/Unprocessable"}
            }
          },
          "undoTaskEvent": {
            "summary": "Undo an event",
            "description": "Puts back what the event changed, under today's rules; undoing a deletion brings the task back with its id, undoing the creation deletes it. 409 when a field has been changed since (the detail names it), when the event was undone already, and for `due_soon`, `overdue` and `reminder`.",
            "parameters": [
              {"$ref": "#/components/parameters/TaskID"}, {"$ref": "#/components/parameters/EventID"},
              {"$ref": "#/components/parameters/IfMatch"}
            ],
            "responses": {
              "200": {
                "description": "The task as it is now.",
                "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Task"}}}
              },
              "204": {"description": "The creation was undone: the task is gone."},
              "409": {"$ref": "#/components/responses/Conflict"}
            }
          }
        }
        """#
}
