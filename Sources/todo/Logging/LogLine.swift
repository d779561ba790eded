import JSON
import Logging
import Time

/// A message of the log with all that belongs to it, in its two forms. Both end with a line feed and have no other:
/// whatever a stranger sent cannot begin a line of its own.
struct LogLine {
    let time: Instant
    let level: Logger.Level
    let label: String
    let message: String
    let fields: [(name: String, value: String)]

    /// `2026-11-23T10:00:00.000Z info  Listening address=127.0.0.1`
    var text: [UInt8] {
        var line = Self.fixedWidth(time)
        line +=
            " \(level.rawValue.padding(to: 8)) \(Self.isPlain(message, spaces: true) ? message : Self.quoted(message))"
        for field in fields {
            line +=
                " \(field.name)=\(Self.isPlain(field.value, spaces: false) ? field.value : Self.quoted(field.value))"
        }
        return Array(line.utf8) + [UInt8(ascii: "\n")]
    }

    /// One JSON object; fields are members beside `time`, `level`, `logger` and `message`.
    var json: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("time") { $0.string(Self.fixedWidth(time)) }
            json.member("level", level.rawValue)
            json.member("logger", label)
            json.member("message", message)
            for field in fields where !Self.ownMembers.contains(field.name) {
                json.member(field.name) { $0.string(field.value) }
            }
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }

    private static let ownMembers: Set<String> = ["time", "level", "logger", "message"]

    /// RFC 3339 with milliseconds even when they are zero, so that lines align.
    private static func fixedWidth(_ time: Instant) -> String {
        let text = RFC3339.text(time)
        return text.utf8.count == 20 ? text.dropLast() + ".000Z" : text
    }

    private static func isPlain(_ text: String, spaces: Bool) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy { scalar in
                scalar.value > 0x20 && scalar != "\"" && scalar != "\\" && !(0x7F...0x9F).contains(scalar.value)
                    && scalar.value != 0x2028 && scalar.value != 0x2029 || spaces && scalar == " "
            }
    }

    /// As a JSON string, which also escapes what terminals take for commands.
    private static func quoted(_ text: String) -> String {
        var json = JSONWriter()
        json.string(String(String.UnicodeScalarView(text.unicodeScalars.map { Self.isControl($0) ? "\u{FFFD}" : $0 })))
        return json.text
    }

    /// C1 controls, DEL and the line separators, which JSON does not escape.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        (0x7F...0x9F).contains(scalar.value) || scalar.value == 0x2028 || scalar.value == 0x2029
    }
}

extension String {
    /// With spaces at the end up to `width` characters.
    func padding(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, width - count))
    }
}
