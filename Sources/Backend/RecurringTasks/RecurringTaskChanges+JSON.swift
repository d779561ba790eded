import API
import JSON
import Tasks
import Time

extension RecurringTaskChanges {
    /// Members of a series that a client may send back but not change.
    private static let readOnly: Set<String> = [
        "id", "next_due_at", "last_created_at", "version", "created_at", "updated_at",
    ]

    /// Reads the body of a creation or an edit. What is wrong with its values waits in `errors`.
    init(_ json: JSONValue) {
        self.init()
        do throws(Problem) {
            var reader = try ObjectReader(json, readOnly: Self.readOnly)
            read(&reader)
            reader.finish()
            errors = reader.errors.map { ($0.field, $0.message) }
        } catch {
            errors = error.errors.map { ($0.field, $0.message) }
        }
    }

    private mutating func read(_ reader: inout ObjectReader) {
        title = reader.notNull("title", reader.text("title", ObjectReader.titleRule))
        description = reader.description()
        priority = reader.notNull("priority", reader.choice("priority", of: Priority.self))
        tags = reader.tags()
        type = reader.notNull("recurrence_type", reader.choice("recurrence_type", of: RecurrenceType.self))
        let interval = reader.take(
            "recurrence_interval",
            as: "a whole number from \(Self.intervals.lowerBound) to \(Self.intervals.upperBound)"
        ) { $0.wholeNumber.flatMap { Self.intervals.contains($0) ? $0 : nil } }
        self.interval = reader.notNull("recurrence_interval", interval)
        rule = reader.take("recurrence_rule", as: "text") { $0.string }.value
        timezone = reader.notNull("timezone", reader.timezone())
        start = reader.notNull("start_date", reader.date("start_date"))
        end =
            switch reader.date("end_date") {
            case .absent: nil
            case .null: .some(nil)
            case .value(let date): .some(date)
            }
        anchor = reader.notNull("anchor", reader.choice("anchor", of: Anchor.self))
        let ahead = reader.take("create_ahead", as: "an ISO 8601 duration from P0D to P31D") {
            $0.string.flatMap { ISODuration($0) }.flatMap { $0 <= Self.longestCreateAhead ? $0 : nil }
        }
        createAhead = reader.notNull("create_ahead", ahead)
        catchUp = reader.notNull("catch_up", reader.choice("catch_up", of: CatchUp.self))
        isActive = reader.notNull("is_active", reader.boolean("is_active"))
    }
}

extension JSONValue {
    /// A number without a fraction, also when it is written with one, as JSON Schema counts `3.0` among the integers.
    fileprivate var wholeNumber: Int? {
        guard case .number(let text) = self else { return nil }
        return Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
    }
}

extension Skip {
    /// Reads the body of `skip`: `{"occurrence": …}`.
    init(_ json: JSONValue) {
        self.init()
        do throws(Problem) {
            var reader = try ObjectReader(json)
            occurrence = reader.take("occurrence", as: "text") { $0.string }.value
            reader.finish()
            errors = reader.errors.map { ($0.field, $0.message) }
        } catch {
            errors = error.errors.map { ($0.field, $0.message) }
        }
    }
}
