import Storage

extension Migration {
    static let migration0005 = Migration(
        number: 5, name: "notifications",
        script: """
            CREATE TABLE notification_preferences (
                user_id BLOB PRIMARY KEY REFERENCES users (id),
                channels TEXT NOT NULL, -- a JSON array
                quiet_from INTEGER, -- minutes after midnight, in the person's zone
                quiet_until INTEGER,
                digest_at INTEGER, -- minutes after midnight
                next_digest_at INTEGER
            ) STRICT, WITHOUT ROWID;

            CREATE INDEX notification_preferences_by_digest ON notification_preferences (next_digest_at)
                WHERE next_digest_at IS NOT NULL;

            -- What a person reads in the application itself.
            CREATE TABLE notices (
                user_id BLOB NOT NULL REFERENCES users (id),
                id BLOB NOT NULL,
                kind TEXT NOT NULL,
                task_id BLOB,
                title TEXT NOT NULL,
                body TEXT NOT NULL,
                is_read INTEGER NOT NULL DEFAULT 0, -- read_at is not null; indexed
                read_at INTEGER,
                created_at INTEGER NOT NULL,
                PRIMARY KEY (user_id, id)
            ) STRICT, WITHOUT ROWID;

            CREATE INDEX notices_by_reading ON notices (user_id, is_read, id DESC);

            -- The ledger: a row for everything that is sent to somebody outside.
            CREATE TABLE deliveries (
                user_id BLOB NOT NULL REFERENCES users (id),
                id BLOB NOT NULL,
                channel TEXT NOT NULL,
                target BLOB, -- a webhook or a push subscription
                kind TEXT NOT NULL,
                task_id BLOB,
                payload BLOB NOT NULL,
                state TEXT NOT NULL, -- pending, sent, failed, dead, cancelled
                attempts INTEGER NOT NULL DEFAULT 0,
                next_attempt_at INTEGER, -- while an attempt runs: when it counts as lost
                last_error TEXT,
                created_at INTEGER NOT NULL,
                finished_at INTEGER,
                PRIMARY KEY (user_id, id)
            ) STRICT, WITHOUT ROWID;

            CREATE INDEX deliveries_by_attempt ON deliveries (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
            CREATE INDEX deliveries_by_target ON deliveries (user_id, target, id) WHERE target IS NOT NULL;
            CREATE INDEX deliveries_dead ON deliveries (user_id) WHERE state = 'dead';
            CREATE INDEX deliveries_by_age ON deliveries (finished_at) WHERE finished_at IS NOT NULL;
            """)
}
