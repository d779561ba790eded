import JSON
import Logging
import Time

/// One line of a log, in either format.
struct LogLine {
    enum Value {
        case text(String)
        case number(Int)
    }

    var level: Logger.Level
    var message: String
    /// The part of the system that speaks; empty for the system itself.
    var label = ""
    var fields: [(name: String, value: Value)] = []

    /// The whole line with its end.
    func render(_ format: LogFormat, at time: Instant) -> [UInt8] {
        switch format {
        case .json: json(at: time)
        case .text(let isColoured): text(at: time, isColoured: isColoured)
        }
    }

    private func json(at time: Instant) -> [UInt8] {
        var json = JSONWriter(capacity: 256)
        json.object { json in
            json.member("time") { $0.plain(RFC3339.text(time, withMilliseconds: true).utf8) }
            json.member("level", level.rawValue)
            json.member("message", message)
            if !label.isEmpty { json.member("label", label) }
            for (name, value) in fields {
                json.member(named: name) { json in
                    switch value {
                    case .text(let text): json.string(text)
                    case .number(let number): json.integer(number)
                    }
                }
            }
        }
        return json.withBytes { bytes in Array(bytes) + CollectionOfOne(UInt8(ascii: "\n")) }
    }

    private func text(at time: Instant, isColoured: Bool) -> [UInt8] {
        var line = ""
        line.reserveCapacity(256)
        line += isColoured ? "\u{1B}[2m\(LocalTime.text(time))\u{1B}[0m " : RFC3339.text(time, withMilliseconds: true)
        line += isColoured ? colour : " "
        let level = level.rawValue.uppercased()
        line += level
        if isColoured { line += "\u{1B}[0m" }
        // Messages begin in one column.
        line += String(repeating: " ", count: max(1, 8 - level.utf8.count))
        line += Self.printable(message)
        for (name, value) in fields {
            line += isColoured ? " \u{1B}[2m" : " "
            line += name
            line += isColoured ? "=\u{1B}[0m" : "="
            switch value {
            case .text(let text): line += Self.word(text)
            case .number(let number): line += String(number)
            }
        }
        line += "\n"
        return Array(line.utf8)
    }

    private var colour: String {
        switch level {
        case .trace, .debug: "\u{1B}[2m"
        case .info, .notice: "\u{1B}[32m"
        case .warning: "\u{1B}[33m"
        case .error, .critical: "\u{1B}[31m"
        }
    }

    /// A value, in quotes where it would not be one word.
    private static func word(_ text: String) -> String {
        let isWord = !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x22 && $0 != 0x3D && $0 != 0x7F }
        guard !isWord else { return printable(text) }
        return "\"\(printable(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }

    /// Nobody's input begins a line of its own or paints the terminal.
    private static func printable(_ text: String) -> String {
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
        var printable = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": printable += "\\n"
            case "\r": printable += "\\r"
            case "\t": printable += "\\t"
            case _ where isControl(scalar): printable += "\\u{\(String(scalar.value, radix: 16))}"
            default: printable.unicodeScalars.append(scalar)
            }
        }
        return printable
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0x2028 || scalar.value == 0x2029
    }
}
