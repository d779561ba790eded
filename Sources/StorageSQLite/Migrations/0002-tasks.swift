import Storage

extension Migration {
    static let migration0002 = Migration(
        number: 2, name: "tasks",
        script: """
            -- Clustered by owner: whatever a person lists lies together, however many others there are.
            CREATE TABLE tasks (
                user_id BLOB NOT NULL REFERENCES users (id),
                id BLOB NOT NULL,
                title TEXT NOT NULL,
                title_key TEXT NOT NULL, -- case-folded, for sorting
                description TEXT NOT NULL,
                priority INTEGER NOT NULL,
                completed INTEGER NOT NULL, -- completed_at is not null; indexed
                completed_at INTEGER,
                due_at INTEGER, -- of an all-day task: the last millisecond of its day in the owner's zone
                due_day TEXT,
                notified INTEGER NOT NULL DEFAULT 0,
                recurring_task_id BLOB,
                tags TEXT NOT NULL, -- a JSON array
                version INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                PRIMARY KEY (user_id, id)
            ) STRICT, WITHOUT ROWID;

            CREATE INDEX tasks_by_creation ON tasks (user_id, created_at, id);
            CREATE INDEX tasks_by_completion ON tasks (user_id, completed, created_at, id);
            CREATE INDEX tasks_by_update ON tasks (user_id, updated_at, id);
            CREATE INDEX tasks_by_due_date ON tasks (user_id, due_at, id);
            CREATE INDEX tasks_by_priority ON tasks (user_id, priority, id);
            CREATE INDEX tasks_by_title ON tasks (user_id, title_key, id);
            CREATE INDEX tasks_by_series ON tasks (user_id, recurring_task_id, created_at, id)
                WHERE recurring_task_id IS NOT NULL;

            CREATE TABLE task_counts (
                user_id BLOB PRIMARY KEY REFERENCES users (id),
                open INTEGER NOT NULL,
                completed INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE task_tags (
                user_id BLOB NOT NULL,
                tag_key TEXT NOT NULL, -- case-folded
                task_id BLOB NOT NULL,
                PRIMARY KEY (user_id, tag_key, task_id),
                FOREIGN KEY (user_id, task_id) REFERENCES tasks (user_id, id) ON DELETE CASCADE
            ) STRICT, WITHOUT ROWID;

            CREATE INDEX task_tags_by_task ON task_tags (user_id, task_id);

            -- What a search reads: folded title and description, nothing else, one person's together.
            CREATE TABLE task_search (
                user_id BLOB NOT NULL,
                task_id BLOB NOT NULL,
                text TEXT NOT NULL,
                PRIMARY KEY (user_id, task_id),
                FOREIGN KEY (user_id, task_id) REFERENCES tasks (user_id, id) ON DELETE CASCADE
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE event_sequences (
                user_id BLOB PRIMARY KEY REFERENCES users (id),
                last INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;

            -- Only appended to. No foreign key to tasks: the history of a deleted task stays.
            CREATE TABLE task_event_log (
                id BLOB NOT NULL PRIMARY KEY,
                user_id BLOB NOT NULL REFERENCES users (id),
                sequence INTEGER NOT NULL,
                task_id BLOB,
                type TEXT NOT NULL,
                version INTEGER NOT NULL,
                actor TEXT NOT NULL,
                data TEXT NOT NULL, -- the CloudEvent's data
                undoes BLOB,
                traceparent TEXT NOT NULL,
                created_at INTEGER NOT NULL
            ) STRICT;

            CREATE UNIQUE INDEX task_event_log_by_sequence ON task_event_log (user_id, sequence);
            CREATE INDEX task_event_log_by_task ON task_event_log (user_id, task_id, sequence);
            CREATE UNIQUE INDEX task_event_log_by_undone ON task_event_log (undoes) WHERE undoes IS NOT NULL;

            CREATE TABLE unpublished (
                user_id BLOB NOT NULL,
                sequence INTEGER NOT NULL,
                event_id BLOB NOT NULL,
                parked INTEGER NOT NULL DEFAULT 0, -- the bus will never accept it
                PRIMARY KEY (user_id, sequence)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE inbox (
                consumer TEXT NOT NULL,
                event_id BLOB NOT NULL,
                received_at INTEGER NOT NULL,
                PRIMARY KEY (consumer, event_id)
            ) STRICT, WITHOUT ROWID;

            CREATE INDEX inbox_by_age ON inbox (received_at);

            CREATE TABLE leases (
                name TEXT PRIMARY KEY,
                holder TEXT NOT NULL,
                expires_at INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE idempotency_keys (
                user_id BLOB NOT NULL REFERENCES users (id),
                method TEXT NOT NULL,
                path TEXT NOT NULL,
                key TEXT NOT NULL,
                body_hash BLOB NOT NULL, -- SHA-256
                status INTEGER NOT NULL,
                location TEXT,
                etag TEXT,
                body BLOB NOT NULL,
                created_at INTEGER NOT NULL,
                PRIMARY KEY (user_id, method, path, key)
            ) STRICT, WITHOUT ROWID;

            CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
            """)
}
