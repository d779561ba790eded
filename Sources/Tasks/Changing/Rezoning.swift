public import Storage
public import Time

extension Todos {
    /// Lets the open all-day tasks of a person fall due at the end of their days in a new zone. No change by people:
    /// versions stay, no event tells of it but the person's own. The day is the same, so what was announced of it is not
    /// announced again.
    public func rezone(_ user: Identifier, to zone: Zone, in connection: any Connection) throws {
        let days = try connection.fetch(
            """
            SELECT DISTINCT due_day FROM tasks
            WHERE user_id = \(user) AND due_at IS NOT NULL AND due_day IS NOT NULL AND completed = 0
            """
        ) { try $0.text(0) }
        let now = clock.now()
        for day in days.compactMap({ RFC3339.date($0) }) {
            try connection.execute(
                """
                UPDATE tasks SET due_at = \(zone.end(of: day)), alarm_at = \(now)
                WHERE user_id = \(user) AND due_at IS NOT NULL AND due_day = \(day.description) AND completed = 0
                """)
        }
    }
}
