import Events
import JSON
import Time

/// What the log says of a change to a task: `{task, changes: {field: {before, after}}}`.
enum TodoEvent {
    /// Completing and reopening have events of their own, whatever else changed with them.
    static func kind(ofChangeFrom before: Todo, to after: Todo) -> EventKind {
        switch (before.isCompleted, after.isCompleted) {
        case (false, true): .taskCompleted
        case (true, false): .taskReopened
        default: .taskUpdated
        }
    }

    /// - Parameters:
    ///   - before: the state that `fields` had; the same as `todo` where nothing changed.
    ///   - announcement: what a due date or a reminder has to say.
    static func data(
        _ todo: Todo, changed fields: [TodoField] = [], from before: Todo? = nil,
        announcing announcement: TodoAlarm.Announcement? = nil, at now: Instant
    ) -> JSONWriter {
        var json = JSONWriter(capacity: 768)
        json.object { json in
            json.member("task") { todo.write(to: &$0, at: now) }
            json.member("changes") { json in
                json.object { json in
                    for field in fields {
                        json.member(named: field.rawValue) { json in
                            json.object { json in
                                json.member("before") { field.write(before ?? todo, to: &$0) }
                                json.member("after") { field.write(todo, to: &$0) }
                            }
                        }
                    }
                }
            }
            if let announcement { json.member("reminder") { announcement.write(of: todo, to: &$0) } }
        }
        return json
    }
}
