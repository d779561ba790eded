import Storage

extension Migration {
    static let migration0006 = Migration(
        number: 6, name: "channels",
        script: """
            CREATE TABLE webhooks (
                user_id BLOB NOT NULL REFERENCES users (id),
                id BLOB NOT NULL,
                url TEXT NOT NULL,
                description TEXT NOT NULL,
                events TEXT NOT NULL, -- JSON: the topics that it is sent
                secret BLOB NOT NULL, -- sealed
                previous_secret BLOB, -- sealed; signs too until previous_until
                previous_until INTEGER,
                disabled TEXT, -- why; null while it is enabled
                failing_since INTEGER, -- the first failure since the last success
                failures INTEGER NOT NULL DEFAULT 0, -- in a row
                version INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                PRIMARY KEY (user_id, id)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE push_subscriptions (
                user_id BLOB NOT NULL REFERENCES users (id),
                id BLOB NOT NULL,
                endpoint TEXT NOT NULL,
                p256dh BLOB NOT NULL, -- the browser's public key
                auth BLOB NOT NULL, -- sealed
                label TEXT NOT NULL,
                expires_at INTEGER,
                created_at INTEGER NOT NULL,
                last_used_at INTEGER,
                PRIMARY KEY (user_id, id)
            ) STRICT, WITHOUT ROWID;

            -- A browser tells one person at a time.
            CREATE UNIQUE INDEX push_subscriptions_by_endpoint ON push_subscriptions (endpoint, user_id);

            CREATE TABLE server_keys (
                name TEXT NOT NULL,
                sealed_with BLOB NOT NULL, -- the identifier of the key that seals it
                sealed BLOB NOT NULL,
                PRIMARY KEY (name, sealed_with)
            ) STRICT, WITHOUT ROWID;

            -- An answer that holds a secret is kept sealed.
            ALTER TABLE idempotency_keys ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0;
            """)
}
