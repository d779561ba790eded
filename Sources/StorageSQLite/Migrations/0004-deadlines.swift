import Storage

extension Migration {
    static let migration0004 = Migration(
        number: 4, name: "deadlines",
        script: """
            -- The next instant at which the task has something to say; null when it never will.
            ALTER TABLE tasks ADD COLUMN alarm_at INTEGER;
            -- Whether the overdue event of this due date has happened.
            ALTER TABLE tasks ADD COLUMN overdue_announced INTEGER NOT NULL DEFAULT 0;
            -- Reminders up to here are over.
            ALTER TABLE tasks ADD COLUMN reminded_until INTEGER NOT NULL DEFAULT 0;

            CREATE INDEX tasks_by_alarm ON tasks (alarm_at) WHERE alarm_at IS NOT NULL;

            -- What was overdue before there were events for it stays silent.
            UPDATE tasks SET overdue_announced = due_at <= CAST(strftime('%s', 'now') AS INTEGER) * 1000,
                reminded_until = CAST(strftime('%s', 'now') AS INTEGER) * 1000,
                alarm_at = CASE
                    WHEN due_at <= CAST(strftime('%s', 'now') AS INTEGER) * 1000 THEN NULL
                    WHEN notified THEN due_at
                    ELSE due_at - 86400000
                END
            WHERE completed = 0 AND due_at IS NOT NULL;

            -- How long before the due date a person is reminded of every task without reminders of its own.
            CREATE TABLE lead_times (
                user_id BLOB NOT NULL REFERENCES users (id),
                seconds INTEGER NOT NULL,
                PRIMARY KEY (user_id, seconds)
            ) STRICT, WITHOUT ROWID;

            -- Tasks with reminders of their own, or snoozed. No foreign key: a deleted task may come back.
            CREATE TABLE task_reminders (
                user_id BLOB NOT NULL REFERENCES users (id),
                task_id BLOB NOT NULL,
                reminders TEXT, -- a JSON array; null: the person's lead times
                snoozed_until INTEGER,
                PRIMARY KEY (user_id, task_id)
            ) STRICT, WITHOUT ROWID;
            """)
}
