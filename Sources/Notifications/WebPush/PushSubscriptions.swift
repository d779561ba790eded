public import Egress
public import Events
public import Storage
public import Time

/// Everything that can be done with push subscriptions. Each verb runs inside a transaction of the caller's.
public struct PushSubscriptions: Sendable {
    /// How many a person may have.
    public static let limit = 20

    let log: EventLog
    let box: SecretBox
    let egress: Egress
    let clock: WallClock

    public init(log: EventLog, box: SecretBox, egress: Egress, clock: WallClock) {
        self.log = log
        self.box = box
        self.egress = egress
        self.clock = clock
    }

    /// The person's subscription.
    public func find(_ id: Identifier, of user: Identifier, in connection: any Connection) throws -> PushSubscription {
        guard
            let subscription = try connection.first(
                """
                SELECT \(PushSubscription.columns) FROM push_subscriptions p
                WHERE p.user_id = \(user) AND p.id = \(id)
                """, PushSubscription.init(row:))
        else { throw ChannelError.notFound }
        return subscription
    }

    /// The person's subscriptions, oldest first.
    ///
    /// - Parameter last: only those behind it.
    public func list(
        of user: Identifier, after last: Identifier? = nil, limit: Int = PushSubscriptions.limit,
        in connection: any Connection
    ) throws -> [PushSubscription] {
        let behind: SQL = if let last { "AND p.id > \(last)" } else { "" }
        return try connection.fetch(
            """
            SELECT \(PushSubscription.columns) FROM push_subscriptions p WHERE p.user_id = \(user) \(behind)
            ORDER BY p.id LIMIT \(limit)
            """, PushSubscription.init(row:))
    }

    /// The person's subscriptions that have not ended.
    public func targets(of user: Identifier, in connection: any Connection) throws -> [Identifier] {
        try connection.fetch(
            """
            SELECT id FROM push_subscriptions
            WHERE user_id = \(user) AND (expires_at IS NULL OR expires_at > \(clock.now())) ORDER BY id
            """
        ) { try $0.identifier(0) }
    }

    /// Takes a browser's subscription; one with the same endpoint is brought up to date.
    ///
    /// - Returns: whether it is new, too.
    public func save(
        _ draft: PushSubscriptionDraft, of user: Identifier, in connection: any Connection
    ) throws -> (subscription: PushSubscription, isNew: Bool) {
        try log.claim(user, in: connection)
        let checked = try draft.checked(egress)
        // Who signs in on a browser takes it over: it must not go on telling the person before them. Nobody but the
        // browser knows endpoint and key.
        try connection.execute(
            """
            DELETE FROM push_subscriptions
            WHERE endpoint = \(checked.endpoint) AND p256dh = \(checked.browserKey) AND user_id <> \(user)
            """)
        let known = try connection.first(
            "SELECT id FROM push_subscriptions WHERE user_id = \(user) AND endpoint = \(checked.endpoint)"
        ) { try $0.identifier(0) }
        if let known {
            try connection.execute(
                """
                UPDATE push_subscriptions SET p256dh = \(checked.browserKey), label = \(draft.label),
                    auth = \(try sealed(checked, as: known)), expires_at = \(draft.expiresAt)
                WHERE user_id = \(user) AND id = \(known)
                """)
            return (try find(known, of: user, in: connection), false)
        }
        let count = try connection.count("SELECT 1 FROM push_subscriptions WHERE user_id = \(user) LIMIT \(Self.limit)")
        guard count < Self.limit else { throw ChannelError.tooMany(limit: Self.limit) }
        let now = clock.now()
        let id = Identifier(at: now)
        try connection.execute(
            """
            INSERT INTO push_subscriptions (user_id, id, endpoint, p256dh, auth, label, expires_at, created_at)
            VALUES (\(user), \(id), \(checked.endpoint), \(checked.browserKey), \(try sealed(checked, as: id)),
                \(draft.label), \(draft.expiresAt), \(now))
            """)
        return (try find(id, of: user, in: connection), true)
    }

    public func delete(_ id: Identifier, of user: Identifier, in connection: any Connection) throws {
        try log.claim(user, in: connection)
        let isThere = try connection.exists(
            "DELETE FROM push_subscriptions WHERE user_id = \(user) AND id = \(id) RETURNING 1")
        guard isThere else { throw ChannelError.notFound }
    }

    private func sealed(_ checked: PushSubscriptionDraft.Checked, as id: Identifier) throws -> [UInt8] {
        try box.seal(checked.authentication, for: PushSubscription.place(id))
    }
}
