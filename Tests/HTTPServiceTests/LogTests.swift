@testable import HTTPService
import JSON
import Logging
import Testing
import Time

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite struct LogTests {
    private static let time = Instant(milliseconds: 1_795_500_000_007)

    private func render(_ line: LogLine, _ format: LogFormat) -> String {
        String(decoding: line.render(format, at: Self.time), as: UTF8.self)
    }

    private static let line = LogLine(
        level: .warning, message: "Disk is full.", label: "storage",
        fields: [("path", .text("/a b")), ("free", .number(0)), ("empty", .text(""))])

    @Test func `A line of text reads well`() {
        #expect(
            render(Self.line, .text(isColoured: false))
                == "2026-11-24T06:00:00.007Z WARNING Disk is full. path=\"/a b\" free=0 empty=\"\"\n")
        #expect(render(Self.line, .text(isColoured: true)).contains("\u{1B}[33mWARNING\u{1B}[0m"))
    }

    @Test func `A line of JSON is one object`() throws {
        let text = render(Self.line, .json)
        #expect(text.hasSuffix("}\n"))
        let value = try JSONParser.parse(text.utf8)
        #expect(value["time"]?.string == "2026-11-24T06:00:00.007Z")
        #expect(value["level"]?.string == "warning")
        #expect(value["message"]?.string == "Disk is full.")
        #expect(value["label"]?.string == "storage")
        #expect(value["path"]?.string == "/a b")
        #expect(value["free"]?.integer == 0)
    }

    @Test func `Nobody's input begins a line or paints the terminal`() {
        let line = LogLine(level: .info, message: "a\nb\u{1B}[31m", fields: [("x", .text("\u{2028}\r\"="))])
        let text = render(line, .text(isColoured: false))
        #expect(text.hasSuffix("INFO    a\\nb\\u{1b}[31m x=\"\\\\u{2028}\\\\r\\\"=\"\n"))
        #expect(render(line, .json).split(separator: "\n", omittingEmptySubsequences: false).count == 2)
    }

    @Test func `A logger's lines are whole and in order`() throws {
        let pipe = Pipe()
        let output = LogOutput(.text(isColoured: false), descriptor: pipe.writing, milliseconds: 60_000)
        let logger = Logger(label: "x") { LineLogHandler(label: $0, level: .info, output: output) }
        logger.debug("Not this.")
        logger.info("First.", metadata: ["b": "2", "a": "1"])
        logger.info("Second.")
        output.flush()
        let lines = pipe.readAll().split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.first?.hasSuffix("INFO    First. a=1 b=2") == true)
        #expect(lines.last?.hasSuffix("INFO    Second.") == true)
    }

    @Test func `A warning does not wait`() {
        let pipe = Pipe()
        let output = LogOutput(.text(isColoured: false), descriptor: pipe.writing, milliseconds: 60_000)
        Logger(label: "x") { LineLogHandler(label: $0, level: .info, output: output) }.warning("Now.")
        #expect(pipe.readLine().hasSuffix("WARNING Now.\n"))
    }

    @Test func `A stuck pipe loses lines, not the server, and the log says how many`() {
        let pipe = Pipe()
        let output = LogOutput(.json, descriptor: pipe.writing, capacity: 300_000, milliseconds: 60_000)
        let long = LogLine(level: .info, message: String(repeating: "x", count: 100_000))
        for _ in 0..<2 { output.write(long) }
        // The pipe takes less than this: once the first byte is there its writer is stuck, and the next lines gather.
        output.flush(milliseconds: 0)
        #expect(pipe.readByte() != nil)
        for _ in 0..<10 { output.write(long) }
        let reading = pipe.readInBackground(until: "lines were dropped")
        output.flush(milliseconds: 10_000)
        #expect(reading().contains(#""message":"8 lines were dropped: nobody read the log in time.""#))
    }

    @Test func `The access log has no query`() {
        let pipe = Pipe()
        let output = LogOutput(.json, descriptor: pipe.writing)
        AccessLog(output: output).write(
            AccessLog.Entry(
                method: "GET", path: "/a", status: 200, milliseconds: 3, bytes: 9, requestID: "r", client: "1.2.3.4"))
        output.flush()
        let text = pipe.readAll()
        #expect(text.contains(#""method":"GET","path":"/a","status":200"#))
        #expect(text.contains(#""duration_ms":3,"request_id":"r","client":"1.2.3.4""#))
        #expect(text.contains(#""bytes":9"#))
    }

    @Test(arguments: ["xml", "", "JSON"])
    func `Unknown formats are refused`(_ name: String) { #expect(LogFormat(name) == nil) }
}
