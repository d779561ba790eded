public import JSON
import Storage
import Time

extension RecurringTask {
    /// The contract's form of a series.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("id") { $0.plain(upTo: Identifier.textLength, id.write) }
            for field in RecurringTaskField.allCases where field != .active {
                json.member(named: field.rawValue) { field.write(self, to: &$0) }
            }
            json.member("next_due_at") { json in
                if let next { json.plain(next.dueDate.text.utf8) } else { json.null() }
            }
            json.member("last_created_at") { $0.instant(lastCreatedAt) }
            json.member("is_active", isActive)
            json.member("version") { $0.integer(version) }
            json.member("created_at") { $0.instant(createdAt) }
            json.member("updated_at") { $0.instant(updatedAt) }
        }
    }

    /// Reads back what ``write(to:)`` wrote into the log. Where the series stands is left to the caller.
    init?(logged json: JSONValue) throws {
        guard let id = json["id"]?.string.flatMap({ Identifier($0) }), let version = json["version"]?.integer,
            let createdAt = json["created_at"]?.string.flatMap({ RFC3339.instant($0) }),
            let updatedAt = json["updated_at"]?.string.flatMap({ RFC3339.instant($0) })
        else { return nil }
        self.init(
            id: id, title: "", description: "", priority: .medium, tags: [], type: .daily, interval: 1, rule: "",
            timezone: Zone.utc.identifier, start: .at(createdAt), end: nil, anchor: .schedule,
            createAhead: ISODuration(days: 1), catchUp: .latest,
            lastCreatedAt: json["last_created_at"]?.string.flatMap { RFC3339.instant($0) }, version: Int64(version),
            createdAt: createdAt, updatedAt: updatedAt)
        for field in RecurringTaskField.allCases where field != .active {
            try field.restore(json[field.rawValue] ?? .null, in: &self)
        }
    }
}
