public import Events
import JSON
public import Storage
public import Time

/// The list of what a person was told, and what of it they have read.
public struct Notices: Sendable {
    private let log: EventLog
    private let clock: WallClock

    public init(log: EventLog, clock: WallClock) {
        self.log = log
        self.clock = clock
    }

    /// Adds notices, and the events that show them on the live stream.
    @discardableResult
    public func add(_ drafts: [Draft], of user: Identifier, in connection: any Connection) throws -> [Notice] {
        let now = clock.now()
        let notices = zip(drafts, Identifier.rising(drafts.count, at: now)).map { Notice($1, $0, at: now) }
        let entries = try zip(drafts, notices).map { draft, notice in
            try connection.execute(
                """
                INSERT INTO notices (user_id, id, kind, task_id, title, body, created_at)
                VALUES (\(user), \(notice.id), \(notice.kind), \(notice.task), \(notice.title), \(notice.body), \(now))
                """)
            var data = JSONWriter(capacity: 256)
            data.object { $0.member("notification", notice.write) }
            return LogEntry(
                .notificationCreated, subject: notice.id, version: 1, data: data, traceparent: draft.traceparent)
        }
        try log.append(entries, by: .system(for: user), in: connection)
        return notices
    }

    /// A place in the list: unread before read, the newest first.
    public struct Position: Sendable, Equatable {
        public let isRead: Bool
        public let id: Identifier

        public init(isRead: Bool, id: Identifier) {
            self.isRead = isRead
            self.id = id
        }
    }

    /// The person's notices, unread ones first, each the newest first.
    public func list(
        of user: Identifier, onlyUnread: Bool = false, after position: Position? = nil, limit: Int,
        in connection: any Connection
    ) throws -> [Notice] {
        var found: [Notice] = []
        for isRead in onlyUnread ? [false] : [false, true] where found.count < limit {
            if let position, position.isRead, !isRead { continue }
            let after: SQL =
                if let position, position.isRead == isRead { "AND id < \(position.id)" } else { "" }
            found += try connection.fetch(
                """
                SELECT \(Notice.columns) FROM notices WHERE user_id = \(user) AND is_read = \(isRead) \(after)
                ORDER BY id DESC LIMIT \(limit - found.count)
                """, Notice.init(row:))
        }
        return found
    }

    public func unreadCount(of user: Identifier, in connection: any Connection) throws -> Int64 {
        try connection.first("SELECT count(*) FROM notices WHERE user_id = \(user) AND is_read = 0") {
            try $0.integer(0)
        } ?? 0
    }

    /// Marks one as read; one that was read before stays as it was.
    public func read(_ id: Identifier, of user: Identifier, in connection: any Connection) throws -> Notice {
        let found = try connection.first(
            "SELECT \(Notice.columns) FROM notices WHERE user_id = \(user) AND id = \(id)", Notice.init(row:))
        guard var notice = found else { throw DeliveryError.notFound }
        guard !notice.isRead else { return notice }
        notice.readAt = clock.now()
        try connection.execute(
            "UPDATE notices SET is_read = 1, read_at = \(notice.readAt) WHERE user_id = \(user) AND id = \(id)")
        return notice
    }

    /// Marks all as read, and counts those that were not.
    public func readAll(of user: Identifier, in connection: any Connection) throws -> Int {
        try connection.count(
            """
            UPDATE notices SET is_read = 1, read_at = \(clock.now()) WHERE user_id = \(user) AND is_read = 0
            RETURNING 1
            """)
    }
}
