public import JSON
public import Storage
public import Time

/// Something that a person is told in the application itself.
public struct Notice: Sendable, Equatable {
    public let id: Identifier
    /// `due_soon`, `overdue`, `reminder` or `webhook_disabled`.
    public let kind: String
    public let task: Identifier?
    public let title: String
    public let body: String
    public internal(set) var readAt: Instant?
    public let createdAt: Instant

    public var isRead: Bool { readAt != nil }

    /// Where it stands in the list.
    public var position: Notices.Position { Notices.Position(isRead: isRead, id: id) }

    static let columns: SQL = "id, kind, task_id, title, body, read_at, created_at"

    /// Reads a row of ``columns``.
    init(row: any Row) throws {
        id = try row.identifier(0)
        kind = try row.text(1)
        task = try row.optionalIdentifier(2)
        title = try row.text(3)
        body = try row.text(4)
        readAt = try row.optionalInstant(5)
        createdAt = try row.instant(6)
    }

    init(_ id: Identifier, _ draft: Notices.Draft, at now: Instant) {
        self.id = id
        kind = draft.kind
        task = draft.task
        title = draft.title
        body = draft.body
        createdAt = now
    }

    /// The contract's form of a notification.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("id") { $0.plain(upTo: Identifier.textLength, id.write) }
            json.member("kind", kind)
            json.member("task_id") { json in if let task { json.plain(task.text) } else { json.null() } }
            json.member("title", title)
            json.member("body", body)
            json.member("read", isRead)
            json.member("read_at") { $0.optional(readAt) }
            json.member("created_at") { $0.optional(createdAt) }
        }
    }
}

extension JSONWriter {
    /// RFC 3339, or null.
    mutating func optional(_ instant: Instant?) {
        if let instant {
            plain(upTo: RFC3339.longestText) { RFC3339.write(instant, to: $0) }
        } else {
            null()
        }
    }
}
