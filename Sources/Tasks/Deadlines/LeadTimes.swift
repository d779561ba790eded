import Events
public import Storage
import Time

extension Todos {
    /// Sets how many seconds before a due date the person is reminded of tasks without reminders of their own. What
    /// that puts into the past reminds of nothing.
    public func setLeadTimes(_ seconds: [Int64], of user: Identifier, in connection: any Connection) throws {
        try log.claim(user, in: connection)
        let leads = Set(seconds)
        guard try Set(leadTimes(of: user, in: connection)) != leads else { return }
        // What is due by the old ones is still said.
        while try announceDue(at: clock.now(), only: user, in: connection) > 0 {}
        try connection.execute("DELETE FROM lead_times WHERE user_id = \(user)")
        for seconds in leads {
            try connection.execute("INSERT INTO lead_times (user_id, seconds) VALUES (\(user), \(seconds))")
        }
        let now = clock.now()
        try connection.execute(
            """
            UPDATE tasks SET alarm_at = \(now), reminded_until = max(reminded_until, \(now))
            WHERE user_id = \(user) AND due_at IS NOT NULL AND completed = 0
            """)
        connection.afterCommit { [log] in log.wake(user) }
    }
}
