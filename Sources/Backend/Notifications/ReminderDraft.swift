import API
import JSON
import Notifications
import Tasks
import Time

/// What somebody wants their reminders to be; members that are nil stay as they are.
struct PreferencesDraft: Sendable {
    private var leadTimes: [Int64]?
    private var channels: [Channel]?
    /// `.some(nil)` takes them away.
    private var quietHours: QuietHours??
    private var digestTime: TimeOfDay??

    /// Reads the body of a change.
    init(_ json: JSONValue) throws(Problem) {
        var reader = try ObjectReader(json)
        leadTimes = Self.list(
            "lead_times", &reader, most: Reminder.limit, as: "a duration such as PT30M, 366 days at most"
        ) {
            $0.string.flatMap { ISODuration($0) }.map(\.seconds).flatMap { $0 <= Reminder.longestLead ? $0 : nil }
        }
        channels = Self.list("channels", &reader, most: 10, as: "one of \(Self.channelNames)") {
            $0.string.flatMap(Channel.init(rawValue:))
        }
        quietHours = try Self.quietHours(&reader)
        digestTime =
            switch reader.take("digest_time", as: "a time of day such as 08:00", { $0.string.flatMap(TimeOfDay.init) })
            {
            case .absent: nil
            case .null: .some(nil)
            case .value(let time): .some(time)
            }
        reader.finish()
        guard reader.errors.isEmpty else { throw .invalid(reader.errors) }
    }

    /// Takes over what was given.
    func apply(to leads: inout [Int64], _ preferences: inout NotificationPreferences) {
        if let leadTimes { leads = leadTimes }
        if let channels { preferences.channels = Channel.allCases.filter(channels.contains) }
        if let quietHours { preferences.quietHours = quietHours }
        if let digestTime { preferences.digestTime = digestTime }
    }

    private static let channelNames = Channel.allCases.map(\.rawValue).joined(separator: ", ")

    private static func quietHours(_ reader: inout ObjectReader) throws(Problem) -> QuietHours?? {
        switch reader.take("quiet_hours", as: "an object", { $0.members == nil ? nil : $0 }) {
        case .absent: return nil
        case .null: return .some(nil)
        case .value(let value):
            var inner = try ObjectReader(value)
            let read = { (name: String, inner: inout ObjectReader) -> TimeOfDay? in
                let time = inner.take(name, as: "a time of day such as 22:00") { $0.string.flatMap(TimeOfDay.init) }
                return inner.required(name, time)
            }
            let from = read("from", &inner)
            let until = read("until", &inner)
            inner.finish()
            for error in inner.errors { reader.refuse("quiet_hours.\(error.field)", error.message) }
            guard let from, let until else { return nil }
            guard let hours = QuietHours(from: from, until: until) else {
                reader.refuse("quiet_hours", "must not begin when they end")
                return nil
            }
            return .some(hours)
        }
    }

    /// A list whose elements `convert` understands; null is the empty one.
    static func list<Element>(
        _ name: String, _ reader: inout ObjectReader, most: Int, as description: String,
        _ convert: (JSONValue) -> Element?
    ) -> [Element]? {
        switch reader.take(name, as: "a list", { $0.array }) {
        case .absent: return nil
        case .null: return []
        case .value(let values):
            guard values.count <= most else {
                reader.refuse(name, "must have at most \(most) elements")
                return nil
            }
            var elements: [Element] = []
            for (index, value) in values.enumerated() {
                if let element = convert(value) {
                    elements.append(element)
                } else {
                    reader.refuse("\(name)[\(index)]", "must be \(description)")
                }
            }
            return elements
        }
    }
}

/// Reminders that somebody gives one task. What is wrong waits until it is known that the task is theirs.
struct TodoRemindersDraft: Sendable {
    /// Nil for the person's lead times.
    private(set) var reminders: [Reminder]?
    private(set) var errors: [FieldError] = []

    init(_ json: JSONValue) {
        do throws(Problem) {
            var reader = try ObjectReader(json, readOnly: ["snoozed_until"])
            switch reader.take("reminders") {
            case .absent: reader.refuse("reminders", "is required")
            case .null: break
            case .value:
                reader = try ObjectReader(json, readOnly: ["snoozed_until"])
                reminders = PreferencesDraft.list(
                    "reminders", &reader, most: Reminder.limit,
                    as: "an object with either before, a duration of 366 days at most, or at, a date-time with offset",
                    Self.reminder)
            }
            reader.finish()
            errors = reader.errors
        } catch {
            errors = error.errors
        }
    }

    private static func reminder(_ json: JSONValue) -> Reminder? {
        guard let members = json.members, members.count == 1, let member = members.first,
            let text = member.value.string
        else { return nil }
        switch member.name {
        case "before":
            guard let seconds = ISODuration(text)?.seconds, seconds <= Reminder.longestLead else { return nil }
            return .before(seconds: seconds)
        case "at": return RFC3339.instant(text).map(Reminder.at)
        default: return nil
        }
    }
}

/// How long a task is to be silent: until an instant, or for a while.
struct SnoozeDraft: Sendable {
    private var until: Instant?
    private var duration: ISODuration?
    private(set) var errors: [FieldError] = []

    /// The longest snooze, in seconds.
    private static let longest: Int64 = 366 * 86400

    init(_ json: JSONValue) {
        do throws(Problem) {
            var reader = try ObjectReader(json)
            let instant = reader.take("until", as: "a date-time with offset") {
                $0.string.flatMap { RFC3339.instant($0) }
            }
            until = reader.notNull("until", instant)
            let length = reader.take("for", as: "a duration such as PT1H, 366 days at most") {
                $0.string.flatMap { ISODuration($0) }.flatMap { (1...Self.longest).contains($0.seconds) ? $0 : nil }
            }
            duration = reader.notNull("for", length)
            if (until == nil) == (duration == nil), reader.errors.isEmpty {
                reader.refuse("until", "is needed, or else for: exactly one of them")
            }
            reader.finish()
            errors = reader.errors
        } catch {
            errors = error.errors
        }
    }

    /// The end of the snooze; nil when nothing sensible was asked for.
    func end(at now: Instant) -> Instant? {
        duration.map { now.adding(seconds: $0.seconds) } ?? until
    }
}
