import Storage
import Time

extension Todo {
    static let columns: SQL = """
        t.id, t.title, t.description, t.priority, t.completed_at, t.due_at, t.due_day, t.notified,
        t.recurring_task_id, t.tags, t.version, t.updated_at
        """

    /// Reads a row of ``columns``.
    init(row: any Row) throws {
        id = try row.identifier(0)
        title = try row.text(1)
        description = try row.text(2)
        guard let priority = Priority(rank: try row.int(3)) else { throw StorageError.unreadable("a priority") }
        self.priority = priority
        completedAt = try row.optionalInstant(4)
        due = try row.optionalInstant(5).map { instant in
            Due(instant: instant, day: try row.optionalText(6).flatMap { RFC3339.date($0) })
        }
        notified = try row.bool(7)
        series = try row.optionalIdentifier(8)
        tags = try Tags.read(try row.text(9))
        version = try row.integer(10)
        updatedAt = try row.instant(11)
    }

    /// The `tags` column.
    var tagsJSON: String { Tags.json(tags) }

    /// What the search reads. The separator is a character that no text may have, so that nothing matches across it.
    var searchText: String { "\(title.caseFolded)\u{1}\(description.caseFolded)" }
}
