/// What a problem looks like.
enum ProblemSchemas {
    static let json = #"""
        {
          "Problem": {
            "type": "object",
            "description": "A problem (RFC 9457).",
            "required": ["type", "title", "status", "detail", "instance"],
            "properties": {
              "type": {"type": "string", "format": "uri-reference", "description": "`about:blank`: the status says what kind of problem it is."},
              "title": {"type": "string", "description": "The status in words."},
              "status": {"type": "integer", "minimum": 400, "maximum": 599, "description": "The status of the answer."},
              "detail": {"type": "string", "description": "What is wrong with this request, for people."},
              "instance": {"type": "string", "format": "uri-reference", "description": "The path of the request."}
            }
          },
          "ValidationProblem": {
            "description": "A problem that names every wrong field.",
            "allOf": [{"$ref": "#/components/schemas/Problem"}],
            "type": "object",
            "required": ["errors"],
            "properties": {
              "errors": {
                "type": "array",
                "minItems": 1,
                "items": {
                  "type": "object",
                  "required": ["field", "message"],
                  "additionalProperties": false,
                  "properties": {
                    "field": {"type": "string", "description": "The member, parameter or header, as it was sent."},
                    "message": {"type": "string", "description": "What is wrong with it."}
                  }
                }
              }
            }
          }
        }
        """#
}

/// The answers to a request that fails.
enum ProblemResponses {
    static let json = #"""
        {
          "BadRequest": {
            "description": "The body cannot be read: no JSON, a name twice in one object, invalid UTF-8, or no body at all.",
            "headers": {"X-Request-ID": {"$ref": "#/components/headers/RequestID"}},
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
          },
          "Unauthorized": {
            "description": "The credential is missing, wrong, or no longer good.",
            "headers": {
              "X-Request-ID": {"$ref": "#/components/headers/RequestID"},
              "WWW-Authenticate": {"$ref": "#/components/headers/WWWAuthenticate"}
            },
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
          },
          "Forbidden": {
            "description": "The server does not let anybody register, or only with an invitation.",
            "headers": {"X-Request-ID": {"$ref": "#/components/headers/RequestID"}},
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
          },
          "NotFound": {
            "description": "The id is no UUID, or nothing of the caller's has it.",
            "headers": {"X-Request-ID": {"$ref": "#/components/headers/RequestID"}},
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
          },
          "StillRunning": {
            "description": "The first request with this `Idempotency-Key` is still running.",
            "headers": {
              "X-Request-ID": {"$ref": "#/components/headers/RequestID"},
              "Retry-After": {"$ref": "#/components/headers/RetryAfter"}
            },
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
          },
          "Conflict": {
            "description": "The change collides with the present state, or (with `Retry-After`) with a running request that has the same `Idempotency-Key`.",
            "headers": {
              "X-Request-ID": {"$ref": "#/components/headers/RequestID"},
              "Retry-After": {
                "description": "Only for a running request: seconds to wait before the next attempt.",
                "schema": {"type": "string", "pattern": "^[1-9][0-9]*$"}
              }
            },
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
          },
          "PreconditionFailed": {
            "description": "It has none of the versions that `If-Match` names; `ETag` is the one that it has.",
            "headers": {
              "X-Request-ID": {"$ref": "#/components/headers/RequestID"},
              "ETag": {"$ref": "#/components/headers/ETag"}
            },
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
          },
          "ContentTooLarge": {
            "description": "The body is larger than 1 MiB.",
            "headers": {"X-Request-ID": {"$ref": "#/components/headers/RequestID"}},
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
          },
          "URITooLong": {
            "description": "The request target is longer than 8 KiB.",
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
          },
          "HeadersTooLarge": {
            "description": "There are more than 100 header fields, one of more than 16 KiB, or more than 64 KiB in all.",
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
          },
          "UnsupportedMediaType": {
            "description": "The body is not declared as `application/json`.",
            "headers": {"X-Request-ID": {"$ref": "#/components/headers/RequestID"}},
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
          },
          "Unprocessable": {
            "description": "Members, parameters or headers have wrong values; all of them are named.",
            "headers": {"X-Request-ID": {"$ref": "#/components/headers/RequestID"}},
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ValidationProblem"}}}
          },
          "TooManyRequests": {
            "description": "Too many requests.",
            "headers": {
              "X-Request-ID": {"$ref": "#/components/headers/RequestID"},
              "Retry-After": {"$ref": "#/components/headers/RetryAfter"}
            },
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
          },
          "Unavailable": {
            "description": "The server is busy, or its storage has trouble. Nothing was changed.",
            "headers": {
              "X-Request-ID": {"$ref": "#/components/headers/RequestID"},
              "Retry-After": {"$ref": "#/components/headers/RetryAfter"}
            },
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
          }
        }
        """#
}
