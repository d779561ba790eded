import Storage

extension Migration {
    /// An event's id tells its age, so that the inbox needs neither a column nor an index for it.
    static let migration0008 = Migration(
        number: 8, name: "inbox by event",
        script: """
            CREATE TABLE inbox_by_event (
                event_id BLOB NOT NULL,
                consumer TEXT NOT NULL,
                PRIMARY KEY (event_id, consumer)
            ) STRICT, WITHOUT ROWID;
            INSERT INTO inbox_by_event (event_id, consumer) SELECT event_id, consumer FROM inbox ORDER BY event_id;
            DROP TABLE inbox;
            ALTER TABLE inbox_by_event RENAME TO inbox;
            """)
}
