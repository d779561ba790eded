import Storage

extension Migration {
    static let migration0003 = Migration(
        number: 3, name: "recurring-tasks",
        script: """
            CREATE TABLE recurring_tasks (
                user_id BLOB NOT NULL REFERENCES users (id),
                id BLOB NOT NULL,
                title TEXT NOT NULL,
                title_key TEXT NOT NULL, -- case-folded, for sorting
                description TEXT NOT NULL,
                priority INTEGER NOT NULL,
                tags TEXT NOT NULL, -- a JSON array
                recurrence_type TEXT NOT NULL,
                recurrence_interval INTEGER NOT NULL,
                recurrence_rule TEXT NOT NULL,
                timezone TEXT NOT NULL,
                start_date TEXT NOT NULL, -- as on the wire: an instant in UTC, or a day
                end_date TEXT,
                anchor TEXT NOT NULL,
                create_ahead INTEGER NOT NULL, -- seconds
                catch_up TEXT NOT NULL,
                state TEXT NOT NULL, -- scheduled, waiting (for a completion), paused, ended
                next_occurrence TEXT, -- wall-clock time or day of the next one without a task
                next_due_at INTEGER, -- of an all-day one: the last millisecond of its day in the series' zone
                make_at INTEGER, -- when its task is to be made
                not_before INTEGER, -- what fell due earlier is not made any more
                last_created_at INTEGER,
                current_task_id BLOB, -- the task that was made last
                previous_task_id BLOB, -- the one before, whose completion led to it
                version INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                PRIMARY KEY (user_id, id)
            ) STRICT, WITHOUT ROWID;

            CREATE INDEX recurring_tasks_by_creation ON recurring_tasks (user_id, created_at, id);
            CREATE INDEX recurring_tasks_by_next_due ON recurring_tasks (user_id, next_due_at, id);
            CREATE INDEX recurring_tasks_by_title ON recurring_tasks (user_id, title_key, id);
            CREATE INDEX recurring_tasks_by_making ON recurring_tasks (make_at, user_id, id)
                WHERE make_at IS NOT NULL;

            -- What became of each occurrence. Its key is the wall-clock time, which no change of a zone's rules moves.
            -- Rows outlive their task and their series, so that neither is made again when it comes back.
            CREATE TABLE occurrences (
                user_id BLOB NOT NULL REFERENCES users (id),
                recurring_task_id BLOB NOT NULL,
                occurrence TEXT NOT NULL,
                state TEXT NOT NULL, -- made, skipped
                task_id BLOB, -- the one that was made
                PRIMARY KEY (user_id, recurring_task_id, occurrence)
            ) STRICT, WITHOUT ROWID;
            """)
}
