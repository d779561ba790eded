import JSON
import Recurrence
import Time

/// One line that `todo recurrence expand` is asked: the properties of a recurring event, and how many times are wanted.
struct ExpansionCase {
    let recurring: RecurrenceSet
    /// Nil when the times have no zone.
    let zone: Zone?
    let endsInZ: Bool
    let limit: Int

    /// One line of JSON, without its end.
    static func answer(to line: String) -> String {
        var json = JSONWriter()
        do {
            let times = try ExpansionCase(line).times
            json.array(times) { $0.string($1) }
        } catch {
            json.object { $0.member("error", "\(error)") }
        }
        return json.text
    }

    private init(_ line: String) throws {
        guard let json = try? JSONParser.parse(line.utf8), let start = json["dtstart"]?.string,
            let lines = json["lines"]?.array
        else { throw Failure("must be a JSON object with the members dtstart, lines, tzid and limit") }
        let name = json["tzid"]?.string
        zone = name.flatMap { Zone(identifier: $0) }
        if let name, zone == nil { throw Failure("tzid: \(name) is not a zone of the IANA database") }
        recurring = try RecurrenceSet(lines: lines.compactMap(\.string), start: start, in: zone, conformance: .lenient)
        endsInZ = start.hasSuffix("Z")
        limit = max(0, json["limit"]?.integer ?? 200)
    }

    private var times: [String] { recurring.occurrences.prefix(limit).map(text) }

    private func text(_ occurrence: Occurrence) -> String {
        if recurring.isAllDay { return occurrence.time.date.description }
        guard let zone else { return occurrence.time.description + (endsInZ ? "Z" : "") }
        let local = zone.local(at: occurrence.instant)
        let instant = Int(occurrence.instant.milliseconds / 1000)
        return local.description + Self.text(offset: local.secondsSinceEpoch - instant)
    }

    /// `+01:00`; with seconds where an old offset has some.
    private static func text(offset: Int) -> String {
        func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let size = abs(offset)
        let seconds = size.isMultiple(of: 60) ? "" : ":" + digits(size % 60)
        return "\(offset < 0 ? "-" : "+")\(digits(size / 3600)):\(digits(size / 60 % 60))\(seconds)"
    }
}
