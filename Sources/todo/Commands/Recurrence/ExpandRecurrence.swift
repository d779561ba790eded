import ArgumentParser
import Foundation

struct ExpandRecurrence: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "expand",
        abstract: "List the times of recurrence rules that are read from standard input.",
        discussion: """
            Reads one JSON object a line: {"dtstart": "19970902T090000", "tzid": "America/New_York" or null,
            "lines": ["RRULE:FREQ=DAILY"], "limit": 3 or null for 200}. Answers each at once with one line: an array of
            times, with their offset from UTC where there is a zone, or {"error": "…"}.
            """)

    @Flag(name: .customLong("jsonl"), help: "One JSON object a line: the only form there is.")
    var isLines = false

    func validate() throws {
        if !isLines { throw ValidationError("Give --jsonl: it is the only form there is.") }
    }

    func run() throws {
        while let line = readLine() {
            let answer = ExpansionCase.answer(to: line) + "\n"
            try FileHandle.standardOutput.write(contentsOf: Data(answer.utf8))
        }
    }
}
