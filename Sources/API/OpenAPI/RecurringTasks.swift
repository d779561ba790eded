extension Section {
    static let recurringTasks = Section(
        tag: "Recurring tasks",
        description:
            "Series of tasks. Each occurrence becomes a task of its own some time before it is due; tasks that were made stay as they are, whatever happens to the series.",
        routes: Route.recurringTasks,
        operations: parse(recurringTaskOperations),
        schemas: parse(recurringTaskSchemas))

    private static let recurringTaskOperations = #"""
        {
          "createRecurringTask": {
            "summary": "Create a series",
            "description": "`start_date` is the first occurrence; of a custom rule it is the first match on or after it. Occurrences whose task is to be made by now are made at once. Those that lie in the past follow `catch_up`.",
            "requestBody": {
              "required": true,
              "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/RecurringTaskCreate"},
                "examples": {
                  "daily": {"summary": "Every day, all day", "value": {"title": "Water the plants", "recurrence_type": "daily", "start_date": "2026-11-24"}},
                  "monthly": {"summary": "The last day of each month", "value": {
                    "title": "Send the report", "priority": "high", "tags": ["work"], "recurrence_type": "monthly",
                    "timezone": "Europe/Berlin", "start_date": "2026-12-31T17:00:00+01:00", "create_ahead": "P3D"
                  }},
                  "custom": {"summary": "Mondays and Thursdays, ten times", "value": {
                    "title": "Training", "recurrence_type": "custom", "recurrence_rule": "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=10",
                    "timezone": "Europe/Berlin", "start_date": "2026-11-23T18:30:00+01:00"
                  }},
                  "completion": {"summary": "Two weeks after it was last done", "value": {
                    "title": "Change the filter", "recurrence_type": "weekly", "recurrence_interval": 2,
                    "start_date": "2026-11-24", "anchor": "completion"
                  }}
                }
              }}
            },
            "responses": {
              "201": {
                "description": "The series.",
                "headers": {
                  "ETag": {"$ref": "#/components/headers/ETag"},
                  "Location": {
                    "description": "The series' path.", "required": true,
                    "schema": {"type": "string", "format": "uri-reference"},
                    "example": "/api/recurring-tasks/019a9f3e-7a10-7c55-b3e2-9d04c1f7a8e6"
                  }
                },
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/RecurringTask"}}},
                "links": {
                  "get": {"operationId": "getRecurringTask", "parameters": {"id": "$response.body#/id"}},
                  "put": {"operationId": "putRecurringTask", "parameters": {"id": "$response.body#/id"}},
                  "patch": {"operationId": "patchRecurringTask", "parameters": {"id": "$response.body#/id"}},
                  "pause": {"operationId": "pauseRecurringTask", "parameters": {"id": "$response.body#/id"}},
                  "resume": {"operationId": "resumeRecurringTask", "parameters": {"id": "$response.body#/id"}},
                  "skip": {"operationId": "skipOccurrence", "parameters": {"id": "$response.body#/id"}},
                  "preview": {"operationId": "previewRecurringTask", "parameters": {"id": "$response.body#/id"}},
                  "events": {"operationId": "listRecurringTaskEvents", "parameters": {"id": "$response.body#/id"}},
                  "delete": {"operationId": "deleteRecurringTask", "parameters": {"id": "$response.body#/id"}}
                }
              }
            }
          },
          "listRecurringTasks": {
            "summary": "List series",
            "description": "Newest first unless asked otherwise. Series without a next occurrence come last in both orders of `next_due_at`; ties go by id, in the direction of the sort.",
            "parameters": [
              {"name": "active", "in": "query", "description": "Only active series, or only paused and ended ones.", "schema": {"type": "boolean"}},
              {"name": "sort_by", "in": "query", "description": "What to sort by. Title: by its case-folded code points.",
                "schema": {"type": "string", "enum": ["created_at", "next_due_at", "title"], "default": "created_at"}},
              {"name": "sort_order", "in": "query", "description": "Ascending or descending.",
                "schema": {"type": "string", "enum": ["asc", "desc"], "default": "desc"}},
              {"name": "page", "in": "query", "description": "Which page, counted from 1. Not together with `cursor`.",
                "schema": {"type": "integer", "minimum": 1, "maximum": 10000000, "default": 1}},
              {"name": "page_size", "in": "query", "description": "Series in a page.",
                "schema": {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}},
              {"name": "cursor", "in": "query", "description": "Empty: start to page by position instead of number. Then the last answer's `next_cursor`, with the same filter and sort; any other gets 422.",
                "schema": {"type": "string", "maxLength": 1000}, "allowEmptyValue": true}
            ],
            "responses": {
              "200": {
                "description": "One page of series.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/RecurringTaskPage"}}}
              },
              "422": {"$ref": "#/components/responses/Unprocessable"}
            }
          },
          "getRecurringTask": {
            "summary": "Get a series",
            "parameters": [{"$ref": "#/components/parameters/RecurringTaskID"}],
            "responses": {"200": {
              "description": "The series as it is now.",
              "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
              "content": {"application/json": {"schema": {"$ref": "#/components/schemas/RecurringTask"}}}
            }}
          },
          "putRecurringTask": {
            "summary": "Change a series by PUT",
            "description": "The same as `PATCH`: changes only the members that are present.",
            "parameters": [{"$ref": "#/components/parameters/RecurringTaskID"}, {"$ref": "#/components/parameters/IfMatch"}],
            "requestBody": {
              "required": true,
              "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/RecurringTaskChanges"},
                "example": {"title": "Water the plants and the lawn", "recurrence_interval": 2}
              }}
            },
            "responses": {"200": {
              "description": "The series as it is now.",
              "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
              "content": {"application/json": {"schema": {"$ref": "#/components/schemas/RecurringTask"}}}
            }}
          },
          "patchRecurringTask": {
            "summary": "Change a series",
            "description": "Changes only the members that are present. Tasks that were made already stay as they are; a day that had its occurrence gets no second one when the time of day is moved. A change that changes nothing makes no event and keeps the version.",
            "parameters": [{"$ref": "#/components/parameters/RecurringTaskID"}, {"$ref": "#/components/parameters/IfMatch"}],
            "requestBody": {
              "required": true,
              "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/RecurringTaskChanges"},
                "example": {"end_date": "2027-12-31"}
              }}
            },
            "responses": {"200": {
              "description": "The series as it is now.",
              "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
              "content": {"application/json": {"schema": {"$ref": "#/components/schemas/RecurringTask"}}}
            }}
          },
          "deleteRecurringTask": {
            "summary": "Delete a series",
            "description": "Its tasks stay; their `recurring_task_id` becomes null, which is no change of theirs: the event of the series tells. Undoing the deletion brings the series back with its id and its tasks.",
            "parameters": [{"$ref": "#/components/parameters/RecurringTaskID"}, {"$ref": "#/components/parameters/IfMatch"}],
            "responses": {"204": {"description": "It is gone."}}
          },
          "pauseRecurringTask": {
            "summary": "Pause a series",
            "description": "What falls due until it is resumed is never made. Changes nothing when the series is not active.",
            "parameters": [{"$ref": "#/components/parameters/RecurringTaskID"}, {"$ref": "#/components/parameters/IfMatch"}],
            "responses": {"200": {
              "description": "The series as it is now.",
              "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
              "content": {"application/json": {"schema": {"$ref": "#/components/schemas/RecurringTask"}}}
            }}
          },
          "resumeRecurringTask": {
            "summary": "Resume a series",
            "description": "It goes on with the first occurrence that falls due from now on. 422 when it has ended.",
            "parameters": [{"$ref": "#/components/parameters/RecurringTaskID"}, {"$ref": "#/components/parameters/IfMatch"}],
            "responses": {"200": {
              "description": "The series as it is now.",
              "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
              "content": {"application/json": {"schema": {"$ref": "#/components/schemas/RecurringTask"}}}
            }}
          },
          "skipOccurrence": {
            "summary": "Skip an occurrence",
            "description": "Without a body: the next one. 422 when the series has none ahead, or not the one that is named. Skipping one again changes nothing.",
            "parameters": [{"$ref": "#/components/parameters/RecurringTaskID"}, {"$ref": "#/components/parameters/IfMatch"}],
            "requestBody": {
              "required": false,
              "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/OccurrenceSkip"},
                "example": {"occurrence": "2026-12-24T09:00:00"}
              }}
            },
            "responses": {"200": {
              "description": "The series as it is now.",
              "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
              "content": {"application/json": {"schema": {"$ref": "#/components/schemas/RecurringTask"}}}
            }}
          },
          "previewRecurringTask": {
            "summary": "Coming occurrences",
            "description": "Those that have no task yet, without those that are skipped. Of a paused series: those that it would have if it were resumed now. Of one that counts from completions: no more than the next one, and none while it waits for a completion.",
            "parameters": [
              {"$ref": "#/components/parameters/RecurringTaskID"},
              {"name": "count", "in": "query", "description": "How many, at most.",
                "schema": {"type": "integer", "minimum": 1, "maximum": 100, "default": 5}}
            ],
            "responses": {
              "200": {
                "description": "The occurrences, the earliest first.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/OccurrenceList"}}}
              },
              "422": {"$ref": "#/components/responses/Unprocessable"}
            }
          },
          "listRecurringTaskEvents": {
            "summary": "A series' history",
            "description": "Oldest first. Also for a series that was deleted.",
            "parameters": [
              {"$ref": "#/components/parameters/RecurringTaskID"},
              {"name": "page_size", "in": "query", "description": "Events in a page.",
                "schema": {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}},
              {"name": "cursor", "in": "query", "description": "The last answer's `next_cursor`; empty: from the first event. Any other gets 422.",
                "schema": {"type": "string", "maxLength": 1000}, "allowEmptyValue": true}
            ],
            "responses": {
              "200": {
                "description": "One page of events.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/RecurringTaskHistoryPage"}}},
                "links": {
                  "undo": {"operationId": "undoRecurringTaskEvent", "parameters": {"id": "$request.path.id", "event_id": "$response.body#/items/0/id"}}
                }
              },
              "422": {"$ref": "#/components/responses/Unprocessable"}
            }
          },
          "undoRecurringTaskEvent": {
            "summary": "Undo an event of a series",
            "description": "Puts back what the event changed, under today's rules; undoing a deletion brings the series back with its id and those of its tasks that still exist, undoing the creation deletes it. Tasks that were made stay. 409 when a field has been changed since (the detail names it), when the event was undone already, for `due`, and for occurrences that were missed.",
            "parameters": [{"$ref": "#/components/parameters/RecurringTaskID"}, {"$ref": "#/components/parameters/EventID"}, {"$ref": "#/components/parameters/IfMatch"}],
            "responses": {
              "200": {
              "description": "The series as it is now.",
              "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
              "content": {"application/json": {"schema": {"$ref": "#/components/schemas/RecurringTask"}}}
            },
              "204": {"description": "The creation was undone: the series is gone."},
              "409": {"$ref": "#/components/responses/Conflict"}
            }
          }
        }
        """#
}
