import Time

/// What somebody wants a task to be; members that are nil stay as they are.
public struct TodoChanges: Sendable {
    public var title: String?
    public var description: String?
    public var priority: Priority?
    public var isCompleted: Bool?
    /// `.some(nil)` takes the due date away.
    public var dueDate: DueDate??
    public var tags: [String]?
    /// What is wrong with the values; they are refused only after it is known that the task exists and is the
    /// version that was meant.
    public var errors: [(field: String, message: String)] = []

    public init(
        title: String? = nil, description: String? = nil, priority: Priority? = nil, isCompleted: Bool? = nil,
        dueDate: DueDate?? = nil, tags: [String]? = nil
    ) {
        self.title = title
        self.description = description
        self.priority = priority
        self.isCompleted = isCompleted
        self.dueDate = dueDate
        self.tags = tags
    }

    func check() throws(TodoError) {
        if !errors.isEmpty { throw .invalid(errors) }
    }

    func apply(to todo: inout Todo, zone: () throws -> Zone, at now: Instant) throws {
        if let title { todo.title = title }
        if let description { todo.description = description }
        if let priority { todo.priority = priority }
        if let tags { todo.tags = Tags.normalized(tags) }
        if let isCompleted, isCompleted != todo.isCompleted { todo.completedAt = isCompleted ? now : nil }
        if let dueDate { todo.due = try dueDate?.resolved(in: zone()) }
    }
}
