import JSON
import Storage
import Time

/// A member of a series that a person can change. How it compares, how the log shows it and how it is put back are
/// said here once, for answers, editing, history and undo.
enum RecurringTaskField: String, CaseIterable, Sendable {
    case title
    case description
    case priority
    case tags
    case type = "recurrence_type"
    case interval = "recurrence_interval"
    case rule = "recurrence_rule"
    case timezone
    case start = "start_date"
    case end = "end_date"
    case anchor
    case createAhead = "create_ahead"
    case catchUp = "catch_up"
    /// Whether it is not paused: that a series has ended is nobody's change.
    case active = "is_active"

    /// The fields in which two states of a series differ.
    static func differences(_ before: RecurringTask, _ after: RecurringTask) -> [RecurringTaskField] {
        allCases.filter { $0.text(before) != $0.text(after) }
    }

    /// Whether a change of it moves the occurrences.
    var movesOccurrences: Bool {
        switch self {
        case .title, .description, .priority, .tags, .createAhead, .catchUp: false
        case .type, .interval, .rule, .timezone, .start, .end, .anchor, .active: true
        }
    }

    func write(_ series: RecurringTask, to json: inout JSONWriter) {
        switch self {
        case .title: json.string(series.title)
        case .description: json.string(series.description)
        case .priority: json.string(series.priority.rawValue)
        case .tags: json.array(series.tags) { $0.string($1) }
        case .type: json.string(series.type.rawValue)
        case .interval: json.integer(series.interval)
        case .rule: json.string(series.rule)
        case .timezone: json.string(series.timezone)
        case .start: json.plain(series.start.text.utf8)
        case .end: if let end = series.end { json.plain(end.text.utf8) } else { json.null() }
        case .anchor: json.string(series.anchor.rawValue)
        case .createAhead: json.string(series.createAhead.description)
        case .catchUp: json.string(series.catchUp.rawValue)
        case .active: json.bool(!series.isPaused)
        }
    }

    /// Whether the series' value is the one that the log holds.
    func isValue(_ value: JSONValue, of series: RecurringTask) -> Bool {
        var logged = JSONWriter(capacity: 64)
        logged.value(value)
        return logged.bytes == text(series)
    }

    /// Gives the series the value that the log holds.
    func restore(_ value: JSONValue, in series: inout RecurringTask) throws {
        let text = value.string
        switch self {
        case .title: series.title = try Self.logged(text)
        case .description: series.description = try Self.logged(text)
        case .priority: series.priority = try Self.logged(text.flatMap(Priority.init))
        case .tags: series.tags = try Self.logged(value.array?.compactMap(\.string))
        case .type: series.type = try Self.logged(text.flatMap(RecurrenceType.init))
        case .interval: series.interval = try Self.logged(value.integer)
        case .rule: series.rule = try Self.logged(text)
        case .timezone: series.timezone = try Self.logged(text)
        case .start: series.start = try Self.logged(text.flatMap(DueDate.init))
        case .end: series.end = try text.map { try Self.logged(DueDate($0)) }
        case .anchor: series.anchor = try Self.logged(text.flatMap(Anchor.init))
        case .createAhead: series.createAhead = try Self.logged(text.flatMap { ISODuration($0) })
        case .catchUp: series.catchUp = try Self.logged(text.flatMap(CatchUp.init))
        case .active: series.isPaused = try !Self.logged(value.bool)
        }
    }

    /// The field's JSON. Compared byte by byte: a letter that is composed differently is a change.
    private func text(_ series: RecurringTask) -> [UInt8] {
        var json = JSONWriter(capacity: 64)
        write(series, to: &json)
        return json.bytes
    }

    private static func logged<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw StorageError.unreadable("a change in the log") }
        return value
    }
}
