import Events
import JSON
import Storage
import Time

/// What a due date or a reminder has to say to a person, in words.
struct Deadline {
    /// The notice's kind: `due_soon`, `overdue` or `reminder`.
    let kind: String
    let title: String
    let body: String

    /// Nil for an event that tells of something else.
    init?(_ event: CloudEvent, _ data: JSONValue, in zone: Zone) {
        let opening: String
        switch event.kind {
        case .taskDueSoon: (kind, opening) = ("due_soon", "Due soon")
        case .taskOverdue: (kind, opening) = ("overdue", "Overdue")
        case .taskReminder: (kind, opening) = ("reminder", "Reminder")
        default: return nil
        }
        title = "\(opening): \(data["task"]?["title"]?.string ?? "")"
        var sentences: [String] = []
        if let due = data["reminder"]?["due_date"]?.string {
            sentences.append(
                "\(event.kind == .taskOverdue ? "It was due" : "It is due") on \(DueWords.text(due, in: zone)).")
        }
        if data["reminder"]?["late"]?.bool == true { sentences.append("This comes late.") }
        body = sentences.joined(separator: " ")
    }
}
