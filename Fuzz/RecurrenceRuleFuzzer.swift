// module Time: Sources/Time/*.swift
// with: Sources/Recurrence/*.swift Sources/Recurrence/Rule/*.swift Sources/Recurrence/Expansion/*.swift Sources/Recurrence/Explanation/*.swift
import Time

/// A rule that is read must be written as one that is equal, and must answer in order, from a start far from the ends of
/// the calendar and from its last second. A search that does not end is a timeout.
func check(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let rule = try? RecurrenceRule(text, conformance: .lenient) else {
        expect((try? RecurrenceRule(text)) == nil, "strict reading takes no more than lenient reading")
        return
    }
    expect((try? RecurrenceRule(rule.text, conformance: .lenient)) == rule, "what is written is read back")
    expect(!rule.explanation.isEmpty, "a rule can be said in words")
    let somewhen = CivilDateTime(secondsSinceEpoch: 1_795_000_000 + bytes.count * 40_000)
    for start in [somewhen ?? .earliest, .latest] {
        let series = Recurrence(rule, start: start)
        var last = start.adding(seconds: -1)
        for time in series.times.prefix(4) {
            if let last {
                expect(time > last, "times increase")
                expect(series.next(after: last) == time, "the next time is the same from wherever it is asked")
            }
            if let later = time.adding(seconds: 1) {
                expect(series.previous(before: later) == time, "the previous time undoes the next")
            }
            last = time
        }
        let final = series.previous(before: CivilDateTime.latest)
        if let final, let end = series.end { expect(final <= end, "nothing comes after the end") }
    }
}
