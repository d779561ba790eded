import JSON
import Storage
import Time

/// What the log says of a series: `{recurring_task, changes: {field: {before, after}}}`.
enum RecurringTaskEvent {
    /// - Parameter before: the state that `fields` had; the same as `series` where nothing changed.
    static func data(
        _ series: RecurringTask, changed fields: [RecurringTaskField] = [], from before: RecurringTask? = nil
    ) -> JSONWriter {
        data(series) { json in
            for field in fields {
                json.member(named: field.rawValue) { json in
                    json.object { json in
                        json.member("before") { field.write(before ?? series, to: &$0) }
                        json.member("after") { field.write(series, to: &$0) }
                    }
                }
            }
        }
    }

    /// A skip (or, the other way round, its undoing) as a change: `{skipped_occurrence: {before, after}}`.
    static func data(_ series: RecurringTask, skipped occurrence: String, isBack: Bool = false) -> JSONWriter {
        data(series) { json in
            json.member(named: skippedOccurrence) { json in
                json.object { json in
                    json.member("before", isBack ? occurrence : nil)
                    json.member("after", isBack ? nil : occurrence)
                }
            }
        }
    }

    /// Occurrences that are not made because their time has gone by, from the first to the last.
    static func data(_ series: RecurringTask, missed: (first: Occurrence, last: Occurrence)) -> JSONWriter {
        data(series) { json in
            json.member("missed_occurrences") { json in
                json.object { json in
                    json.member("before") { $0.null() }
                    json.member("after") { json in
                        json.object { json in
                            json.member("first", missed.first.wallClock)
                            json.member("last", missed.last.wallClock)
                        }
                    }
                }
            }
        }
    }

    /// An occurrence whose task was made: `{recurring_task, occurrence: {occurrence, due_date, task_id, late}}`.
    static func data(_ series: RecurringTask, made occurrence: Occurrence, as todo: Todo, isLate: Bool) -> JSONWriter {
        var json = JSONWriter(capacity: 1024)
        json.object { json in
            json.member("recurring_task") { series.write(to: &$0) }
            json.member("occurrence") { json in
                json.object { json in
                    json.member("occurrence", occurrence.wallClock)
                    json.member("due_date", occurrence.dueDate.text)
                    json.member("task_id") { $0.plain(todo.id.text) }
                    json.member("late", isLate)
                }
            }
        }
        return json
    }

    static let skippedOccurrence = "skipped_occurrence"

    private static func data(_ series: RecurringTask, _ changes: (inout JSONWriter) -> Void) -> JSONWriter {
        var json = JSONWriter(capacity: 1024)
        json.object { json in
            json.member("recurring_task") { series.write(to: &$0) }
            json.member("changes") { $0.object(changes) }
        }
        return json
    }
}
