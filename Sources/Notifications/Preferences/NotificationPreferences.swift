import JSON
public import Storage
public import Time

/// How a person wants to be told.
public struct NotificationPreferences: Sendable, Equatable {
    public var channels: [Channel]
    /// Mail and push wait until they are over; webhooks are machines, and do not.
    public var quietHours: QuietHours?
    /// When the digest of the day is sent; nil for none.
    public var digestTime: TimeOfDay?

    public init(channels: [Channel], quietHours: QuietHours?, digestTime: TimeOfDay?) {
        self.channels = channels
        self.quietHours = quietHours
        self.digestTime = digestTime
    }

    /// Of a person who has said nothing.
    public static let standard = NotificationPreferences(
        channels: Channel.allCases, quietHours: nil, digestTime: nil)

    public static func find(
        of user: Identifier, in connection: any Connection
    ) throws -> NotificationPreferences {
        try connection.first(
            """
            SELECT channels, quiet_from, quiet_until, digest_at FROM notification_preferences
            WHERE user_id = \(user)
            """, NotificationPreferences.init(row:)) ?? standard
    }

    /// Writes them down and plans the next digest. One that is due by now stays due.
    ///
    /// - Parameter zone: the person's.
    public func store(
        for user: Identifier, in zone: Zone, at now: Instant, in connection: any Connection
    ) throws {
        var json = JSONWriter(capacity: 64)
        json.array(channels) { $0.string($1.rawValue) }
        let next = digestTime?.next(after: now, in: zone)
        try connection.execute(
            """
            INSERT INTO notification_preferences
                (user_id, channels, quiet_from, quiet_until, digest_at, next_digest_at)
            VALUES (\(user), \(json.text), \(quietHours?.from.minutes), \(quietHours?.until.minutes),
                \(digestTime?.minutes), \(next))
            ON CONFLICT (user_id) DO UPDATE SET channels = excluded.channels, quiet_from = excluded.quiet_from,
                quiet_until = excluded.quiet_until, digest_at = excluded.digest_at,
                next_digest_at = CASE
                    WHEN excluded.digest_at IS NOT NULL AND notification_preferences.next_digest_at <= \(now)
                    THEN notification_preferences.next_digest_at ELSE excluded.next_digest_at
                END
            """)
    }

    private init(row: any Row) throws {
        guard let names = try JSONValue(stored: try row.text(0).utf8).array else {
            throw StorageError.unreadable("a list of channels")
        }
        channels = names.compactMap { $0.string.flatMap(Channel.init(rawValue:)) }
        let minutes = { (column: Int) in try row.optionalInteger(column).flatMap { TimeOfDay(minutes: Int($0)) } }
        if let from = try minutes(1), let until = try minutes(2) { quietHours = QuietHours(from: from, until: until) }
        digestTime = try minutes(3)
    }
}
