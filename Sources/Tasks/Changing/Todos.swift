public import Events
public import Storage
public import Time

/// Everything that can be done with tasks. Each verb runs inside a transaction of the caller's, changes the task
/// and appends the event that tells of it: one commit.
public struct Todos: Sendable {
    let log: EventLog
    let clock: WallClock

    public init(log: EventLog, clock: WallClock) {
        self.log = log
        self.clock = clock
    }

    /// The series that tasks belong to.
    var series: RecurringTasks { RecurringTasks(todos: self) }

    /// The person's task.
    public func find(_ id: Identifier, of user: Identifier, in connection: any Connection) throws -> Todo {
        guard
            let todo = try connection.first(
                "SELECT \(Todo.columns) FROM tasks t WHERE t.user_id = \(user) AND t.id = \(id)", Todo.init(row:))
        else { throw TodoError.notFound }
        return todo
    }

    /// The zone in which a person's days begin and end.
    func zone(of user: Identifier, in connection: any Connection) throws -> Zone {
        let name = try connection.first("SELECT timezone FROM users WHERE id = \(user)") { try $0.text(0) }
        return name.flatMap(Zone.init(identifier:)) ?? .utc
    }
}
