/// Why a change to a task, or a question about one, came to nothing.
public enum TodoError: Error, Sendable {
    case notFound
    /// Values that the task cannot take: member and message.
    case invalid([(field: String, message: String)])
    case cannotUndo(UndoRefusal)
}

/// Why an event cannot be undone.
public enum UndoRefusal: Error, Sendable, Equatable {
    case undoneAlready
    /// Due-soon and overdue tell of the clock, which nobody turns back.
    case notAChange
    case changedSince(fields: [String])
    case deletedSince
    case existsAgain
}
