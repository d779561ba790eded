import Foundation
import JSON
import Testing

@testable import todo

/// Cases that other libraries test themselves with. They contradict each other where RFC 5545 leaves a choice:
/// `docs/recurrence.md` says which are ours.
struct RecurrenceCorpusTests {
    private static let file: String = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
        let folder = ProcessInfo.processInfo.environment["TODO_TEST_DATA"] ?? "../shared/data"
        return URL(filePath: folder, relativeTo: root).appending(path: "recurrence/rrule_corpus.jsonl").path
    }()

    private static var isThere: Bool { FileManager.default.fileExists(atPath: file) }

    /// The rule and start of each case that we answer otherwise, and why, as the document explains it.
    private static let deviations: [String: String] = [
        "RRULE:FREQ=YEARLY;BYMONTHDAY=29;COUNT=3 20240229": "days of every month",
        "RRULE:FREQ=YEARLY;BYMONTHDAY=-29,-1;COUNT=4 20240201": "days of every month",
        "RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30;BYWEEKNO=1;UNTIL=20320101 20241230": "more than the source can do",
        "RRULE:FREQ=YEARLY;BYWEEKNO=53;BYDAY=TU,SA;INTERVAL=6;UNTIL=20170101T000000Z 20100102T000000": "calendar years",
        "RRULE:FREQ=YEARLY;BYWEEKNO=53;BYDAY=TU,SA;INTERVAL=5;UNTIL=20170101T000000Z 20100102T000000": "calendar years",
        "RRULE:FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO,TU;INTERVAL=3;UNTIL=20320101 20241231": "calendar years",
        "RRULE:FREQ=YEARLY;COUNT=3;BYWEEKNO=20 19970902T090000": "the weekday of the start",
    ]

    @Test(.enabled(if: isThere, "needs the corpus: set TODO_TEST_DATA to the folder that has it"))
    func `the corpus is answered as expected but for what is decided otherwise`() throws {
        var (matching, deviating): (Int, Set<String>) = (0, [])
        for line in try String(contentsOfFile: Self.file, encoding: .utf8).split(separator: "\n") {
            let json = try JSONParser.parse(line.utf8)
            let answer = try JSONParser.parse(ExpansionCase.answer(to: String(line)).utf8)
            let matches = json["error"] == nil ? answer == json["expected"] : answer["error"] != nil
            if matches {
                matching += 1
            } else {
                let lines = (json["lines"]?.array ?? []).compactMap(\.string)
                deviating.insert((lines + [json["dtstart"]?.string ?? ""]).joined(separator: " "))
            }
        }
        #expect(matching == 397)
        #expect(deviating == Set(Self.deviations.keys))
    }

    @Test(
        arguments: [
            (
                #"{"dtstart": "20261124", "tzid": null, "lines": ["RRULE:FREQ=DAILY;COUNT=2"], "limit": null}"#,
                #"["2026-11-24","2026-11-25"]"#
            ),
            (
                #"{"dtstart": "20261124T090000Z", "lines": ["RRULE:FREQ=DAILY"], "limit": 1}"#,
                #"["2026-11-24T09:00:00Z"]"#
            ),
            (
                #"{"dtstart": "20260328T023000", "tzid": "Europe/Berlin", "lines": ["RRULE:FREQ=DAILY"], "limit": 3}"#,
                #"["2026-03-28T02:30:00+01:00","2026-03-29T03:30:00+02:00","2026-03-30T02:30:00+02:00"]"#
            ),
            (
                #"{"dtstart": "20261124T090000", "lines": ["RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20261125T090000", "RDATE:20261125T100000"]}"#,
                #"["2026-11-24T09:00:00","2026-11-25T10:00:00","2026-11-26T09:00:00"]"#
            ),
            (
                #"{"dtstart": "20261124T090000", "lines": ["RRULE:FREQ=DAILY;COUNT=2", "RRULE:FREQ=WEEKLY;COUNT=2"]}"#,
                #"["2026-11-24T09:00:00","2026-11-25T09:00:00","2026-12-01T09:00:00"]"#
            ),
            (
                #"{"dtstart": "2026", "lines": []}"#,
                #"{"error":"DTSTART: must be like 20261124, 20261124T090000 or 20261124T090000Z"}"#
            ),
            (
                #"{"dtstart": "20261124", "lines": ["EXRULE:FREQ=DAILY"]}"#,
                #"{"error":"EXRULE: must be RRULE, RDATE or EXDATE"}"#
            ),
            (
                #"{"dtstart": "20261124", "tzid": "Mars", "lines": []}"#,
                #"{"error":"tzid: Mars is not a zone of the IANA database"}"#
            ),
            ("[", #"{"error":"must be a JSON object with the members dtstart, lines, tzid and limit"}"#),
        ])
    func `a line is answered in the form of its start`(line: String, answer: String) {
        #expect(ExpansionCase.answer(to: line) == answer)
    }
}
