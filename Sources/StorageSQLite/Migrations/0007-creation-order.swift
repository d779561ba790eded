import Storage

extension Migration {
    /// A task's id tells when it was made, so that the table itself has the order of creation.
    static let migration0007 = Migration(
        number: 7, name: "creation order",
        script: """
            DROP INDEX tasks_by_creation;
            DROP INDEX tasks_by_completion;
            DROP INDEX tasks_by_series;
            ALTER TABLE tasks DROP COLUMN created_at;
            CREATE INDEX tasks_by_completion ON tasks (user_id, completed, id);
            CREATE INDEX tasks_by_series ON tasks (user_id, recurring_task_id, id)
                WHERE recurring_task_id IS NOT NULL;
            """)
}
