public import Time

/// The times that the properties `RRULE`, `RDATE` and `EXDATE` of an iCalendar component come to
/// (RFC 5545, section 3.8.5).
///
/// The start is one of the times only if a rule matches it, or an `RDATE` names it.
public struct RecurrenceSet: Sendable {
    private let zone: Zone
    private let series: [Recurrence]
    private let additions: [CivilDateTime]
    private let exclusions: Set<CivilDateTime>
    /// Whether the start is a day, and so all times are.
    public let isAllDay: Bool

    /// Reads the lines of the properties.
    ///
    /// - Parameters:
    ///   - lines: such as `RRULE:FREQ=DAILY` and `EXDATE;TZID=Europe/Paris:20201228T093000,20210125T093000`. A `TZID` in
    ///     them must be that of `zone`.
    ///   - start: the value of `DTSTART`: `20261124`, `20261124T090000`, or with a `Z`.
    ///   - zone: whose clocks show the times; UTC when there is none.
    /// - Throws: what is wrong with the first line that is wrong.
    public init(
        lines: [String], start: String, in zone: Zone?, conformance: RecurrenceRule.Conformance = .strict
    ) throws(RecurrenceRuleError) {
        let zone = zone ?? .utc
        guard let first = Self.time(start, in: zone) else {
            throw RecurrenceRuleError("DTSTART", "must be like 20261124, 20261124T090000 or 20261124T090000Z")
        }
        self.zone = zone
        isAllDay = !start.contains("T")
        var (series, additions, exclusions): ([Recurrence], Set<CivilDateTime>, Set<CivilDateTime>) = ([], [], [])
        for line in lines {
            let (name, value) = Self.property(line)
            switch name {
            case "RRULE":
                let rule = try RecurrenceRule(value, conformance: conformance)
                series.append(
                    isAllDay
                        ? try Recurrence(rule, start: first.date, in: zone) : Recurrence(rule, start: first, in: zone))
            case "RDATE": additions.formUnion(try Self.times(value, of: name, in: zone))
            case "EXDATE": exclusions.formUnion(try Self.times(value, of: name, in: zone))
            default: throw RecurrenceRuleError(String(name.prefix(20)), "must be RRULE, RDATE or EXDATE")
            }
        }
        self.series = series
        self.additions = additions.sorted()
        self.exclusions = exclusions
    }

    /// The occurrences, each later than the one before.
    public var occurrences: some Sequence<Occurrence> {
        var sources = series.map { AnyIterator($0.occurrences.makeIterator()) }
        let added = additions.map { Occurrence(time: $0, instant: zone.instant(of: $0)) }
        sources.append(AnyIterator(added.sorted { $0.instant < $1.instant }.makeIterator()))
        let excluded = exclusions
        return sequence(state: sources.map { ($0, $0.next()) }) { heads -> Occurrence? in
            while let first = heads.compactMap(\.1).min(by: { $0.instant < $1.instant }) {
                for index in heads.indices where heads[index].1?.instant == first.instant {
                    heads[index].1 = heads[index].0.next()
                }
                if !excluded.contains(first.time) { return first }
            }
            return nil
        }
    }

    /// `EXDATE;TZID=Europe/Paris:…` is "EXDATE" and what follows the colon.
    private static func property(_ line: String) -> (name: String, value: String) {
        guard let colon = line.firstIndex(of: ":") else { return (line, "") }
        let name = line[..<colon].prefix { $0 != ";" }
        return (name.uppercased(), String(line[line.index(after: colon)...]))
    }

    private static func times(
        _ text: String, of property: String, in zone: Zone
    ) throws(RecurrenceRuleError) -> [CivilDateTime] {
        var times: [CivilDateTime] = []
        for entry in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let time = time(String(entry), in: zone) else {
                throw RecurrenceRuleError(
                    property, "must be a list like 20261124, 20261124T090000 or 20261124T090000Z")
            }
            times.append(time)
        }
        return times
    }

    private static func time(_ text: String, in zone: Zone) -> CivilDateTime? {
        switch Until(text) {
        case .date(let date)?: CivilDateTime(midnightOf: date)
        case .local(let time)?: time
        case .utc(let time)?: zone.local(at: Zone.utc.instant(of: time))
        case nil: nil
        }
    }
}
