import Events
import Recurrence
import Storage
import Time

extension RecurringTasks {
    /// Finds out anew where a series stands: what its next occurrence is, or that it waits for a completion.
    func place(
        _ series: inout RecurringTask, _ schedule: Schedule, at now: Instant, of user: Identifier,
        in connection: any Connection
    ) throws {
        series.next = nil
        series.isWaiting = false
        guard !series.isPaused else { return }
        guard series.anchor == .completion, let current = series.currentTask else {
            let first = series.notBefore.map { schedule.first(dueFrom: $0) } ?? schedule.first
            series.next = try untaken(from: first, along: schedule, of: series, user, in: connection)
            return
        }
        let completion = try connection.first(
            "SELECT completed_at FROM tasks WHERE user_id = \(user) AND id = \(current)"
        ) { try $0.optionalInstant(0) }
        switch completion {
        case .some(nil): series.isWaiting = try hasMore(series, schedule, user, in: connection)
        case .some(let instant?): try follow(&series, schedule, finishedAt: instant, of: user, in: connection)
        case nil: try follow(&series, schedule, finishedAt: series.notBefore ?? now, of: user, in: connection)
        }
    }

    /// Gives a series that counts from completions the occurrence one interval after one.
    func follow(
        _ series: inout RecurringTask, _ schedule: Schedule, finishedAt instant: Instant, of user: Identifier,
        in connection: any Connection
    ) throws {
        series.isWaiting = false
        guard try hasMore(series, schedule, user, in: connection) else { return }
        let line = try schedule.restarted(atCompletion: instant, of: series)
        var next = line.second
        if let notBefore = series.notBefore, let found = next, found.due < notBefore {
            next = line.first(dueFrom: notBefore)
        }
        series.next = try untaken(from: next, along: line, of: series, user, in: connection)
    }
}
