import Storage

extension Migration {
    static let migration0001 = Migration(
        number: 1, name: "accounts",
        script: """
            CREATE TABLE users (
                id BLOB PRIMARY KEY,
                email TEXT NOT NULL,
                email_key TEXT UNIQUE, -- the case-folded address; null once the account is deleted
                email_confirmed INTEGER NOT NULL DEFAULT 0,
                name TEXT NOT NULL,
                timezone TEXT NOT NULL,
                locale TEXT NOT NULL,
                password_hash TEXT NOT NULL,
                version INTEGER NOT NULL DEFAULT 1,
                created_at INTEGER NOT NULL,
                deleted_at INTEGER
            ) STRICT, WITHOUT ROWID;

            CREATE INDEX users_deleted ON users (deleted_at) WHERE deleted_at IS NOT NULL;

            CREATE TABLE sessions (
                id BLOB PRIMARY KEY,
                user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
                created_at INTEGER NOT NULL,
                last_used_at INTEGER NOT NULL,
                expires_at INTEGER NOT NULL,
                refresh_hash BLOB NOT NULL, -- SHA-256 of the token that refreshes next
                previous_hash BLOB, -- of the one before it
                rotated_at INTEGER,
                address TEXT NOT NULL,
                user_agent TEXT NOT NULL
            ) STRICT, WITHOUT ROWID;

            CREATE INDEX sessions_by_user ON sessions (user_id, id);
            CREATE INDEX sessions_by_expiry ON sessions (expires_at);

            CREATE TABLE one_time_tokens (
                hash BLOB PRIMARY KEY, -- SHA-256
                user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
                purpose TEXT NOT NULL,
                email TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                expires_at INTEGER NOT NULL,
                used_at INTEGER
            ) STRICT, WITHOUT ROWID;

            CREATE INDEX one_time_tokens_by_user ON one_time_tokens (user_id, purpose, created_at);
            CREATE INDEX one_time_tokens_by_expiry ON one_time_tokens (expires_at);

            CREATE TABLE invites (
                hash BLOB PRIMARY KEY, -- SHA-256
                created_at INTEGER NOT NULL,
                expires_at INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;

            CREATE INDEX invites_by_expiry ON invites (expires_at);

            CREATE TABLE storage_probe (checks INTEGER NOT NULL) STRICT;
            INSERT INTO storage_probe VALUES (0);
            """)
}
