/// The head of the document.
enum Overview {
    static let json = #"""
        {
          "openapi": "3.1.0",
          "info": {
            "title": "todo",
            "version": "1",
            "summary": "Tasks that survive anything, and a live stream of what happens to them.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            "description": "JSON in snake_case and UTF-8. Every member of an answer is always present; what has no value is `null`.\n\n**Signing in.** `register` or `login` answers with an access token of 15 minutes, sent as `Authorization: Bearer …`, and a refresh token for the next one.\n\n**Times** go out as RFC 3339 in UTC with `Z`, with milliseconds only when they are not zero. They come in with any offset (without one: 422), in the years 1970 to 9999; finer fractions are cut. Where a plain date is taken too, the member says so.\n\n**Identifiers** are UUIDs of version 7. One that is no UUID, does not exist, or belongs to somebody else gets the same 404.\n\n**Errors** are problems (RFC 9457) in `application/problem+json`; a 422 names every wrong field at once. A request is checked in this order: route (404), method (405 with `Allow`), credential (401), media type (415), size over 1 MiB (413), syntax, doubled names or invalid UTF-8 (400), existence (404), `If-Match` (412), values (422).\n\n**Bodies.** Unknown members are refused by name (422), so that a typing error is not lost in silence. Members that the server sets are accepted and ignored, so that an object that was read can be sent back.\n\n**Text** is measured in Unicode scalars. Control characters other than tab, line feed and carriage return are refused.\n\n**Queries.** Unknown names are ignored. A name given twice (other than `tag`) and a bad value get 422.\n\n**Limits.** Too many requests get 429, a server that is busy or has trouble with its storage 503; both say in `Retry-After` after how many seconds to try again.\n\n**Retries.** A change sent with an `Idempotency-Key` is made once, however often it is sent."
          },
          "servers": [{"url": "/"}],
          "security": [{"bearer": []}]
        }
        """#

    static let components = #"""
        {
          "securitySchemes": {
            "bearer": {
              "type": "http",
              "scheme": "bearer",
              "bearerFormat": "JWT",
              "description": "The `access_token` of `register`, `login` or `refresh`. It ends after 15 minutes, and within a second of logout, of a password change and of the account's deletion."
            }
          }
        }
        """#
}
