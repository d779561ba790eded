import JSON
import Logging
import Synchronization
import Testing
import Time

@testable import todo

struct LogLineTests {
    @Test func `A text line has time, level, message and fields`() {
        let line = line("Listening", [("address", "127.0.0.1"), ("reason", "two words")])
        #expect(
            String(decoding: line.text, as: UTF8.self)
                == "2027-01-15T08:00:00.000Z info     Listening address=127.0.0.1 reason=\"two words\"\n")
    }

    @Test(arguments: ["a\nb", "a\rb", "\u{1B}[31m", "\u{85}", "\u{2028}", "\u{9B}2J", "a\"b", ""])
    func `Nothing that a stranger sent begins a line or speaks to the terminal`(text: String) {
        let written = line(text, [("path", text)]).text
        #expect(written.dropLast().allSatisfy { $0 >= 0x20 })
        let scalars = String(decoding: written.dropLast(), as: UTF8.self).unicodeScalars
        #expect(!scalars.contains { (0x7F...0x9F).contains($0.value) || $0.value == 0x2028 })
    }

    @Test func `A JSON line is one object, whose own members no field replaces`() throws {
        let line = line("Say \"hi\"\n", [("level", "fake"), ("path", "/a\nb")])
        let value = try JSONParser.parse(line.json)
        #expect(
            value
                == .object([
                    JSONMember(name: "time", value: .string("2027-01-15T08:00:00.000Z")),
                    JSONMember(name: "level", value: .string("info")),
                    JSONMember(name: "logger", value: .string("test")),
                    JSONMember(name: "message", value: .string("Say \"hi\"\n")),
                    JSONMember(name: "path", value: .string("/a\nb")),
                ]))
    }

    @Test func `A logger's own fields and those of a message are on the line`() {
        let written = Mutex<[UInt8]>([])
        var logger = Logger(label: "test") { label in
            LineLogHandler(
                label: label, level: .info, format: .text, clock: WallClock { Instant(milliseconds: 1_800_000_000_000) }
            ) { line in written.withLock { $0 += line } }
        }
        logger[metadataKey: "b"] = "1"
        logger.info("Done", metadata: ["a": "2", "b": "3"])
        logger.debug("Unseen")
        #expect(
            String(decoding: written.withLock { $0 }, as: UTF8.self)
                == "2027-01-15T08:00:00.000Z info     Done a=2 b=3\n")
    }

    private func line(_ message: String, _ fields: [(name: String, value: String)]) -> LogLine {
        LogLine(
            time: Instant(milliseconds: 1_800_000_000_000), level: .info, label: "test", message: message,
            fields: fields)
    }
}
