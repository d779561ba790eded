import Logging

/// One line for each request: no query, no fields, so that no token gets there.
public struct AccessLog: Sendable {
    private let output: LogOutput

    public init(output: LogOutput) { self.output = output }

    struct Entry {
        var method: String
        var path: String
        var status: Int
        var milliseconds: Int
        /// nil for a stream.
        var bytes: Int?
        var requestID: String
        var client: String
    }

    func write(_ entry: Entry) {
        var line = LogLine(level: .info, message: "\(entry.method) \(entry.path) \(entry.status)")
        line.fields = [
            ("duration_ms", .number(entry.milliseconds)), ("request_id", .text(entry.requestID)),
            ("client", .text(entry.client)),
        ]
        if case .json = output.format {
            line.fields += [
                ("method", .text(entry.method)), ("path", .text(entry.path)), ("status", .number(entry.status)),
            ]
        }
        if let bytes = entry.bytes { line.fields.append(("bytes", .number(bytes))) }
        output.write(line)
    }
}
