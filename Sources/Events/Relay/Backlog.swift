public import Storage
public import Time

/// What the log holds that is not published yet.
public struct Backlog: Sendable, Equatable {
    /// Events that wait.
    public let waiting: Int64
    /// Events that will never be published and wait for the operator.
    public let parked: Int64
    /// When the oldest of the waiting ones happened.
    public let oldest: Instant?

    public init(in connection: any Connection) throws {
        (waiting, parked) =
            try connection.first("SELECT count(*), coalesce(sum(parked), 0) FROM unpublished") { row in
                let parked = try row.integer(1)
                return (try row.integer(0) - parked, parked)
            } ?? (0, 0)
        // Identifiers sort by the time of their making.
        oldest = try connection.first(
            """
            SELECT created_at FROM task_event_log
            WHERE id = (SELECT event_id FROM unpublished WHERE parked = 0 ORDER BY event_id LIMIT 1)
            """
        ) { try $0.instant(0) }
    }
}
