import Logging
import Time

/// Writes each message as one line to standard error.
struct LineLogHandler: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    private let label: String
    private let format: Settings.LogFormat
    private let clock: WallClock
    private let write: @Sendable ([UInt8]) -> Void

    init(
        label: String, level: Logger.Level, format: Settings.LogFormat, clock: WallClock,
        write: @escaping @Sendable ([UInt8]) -> Void
    ) {
        self.label = label
        logLevel = level
        self.format = format
        self.clock = clock
        self.write = write
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var fields = metadata
        if let provided = metadataProvider?.get() { fields.merge(provided) { $1 } }
        if let own = event.metadata { fields.merge(own) { $1 } }
        if let error = event.error { fields["error"] = "\(error)" }
        let line = LogLine(
            time: clock.now(), level: event.level, label: label, message: event.message.description,
            fields: fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value.description) })
        switch format {
        case .text: write(line.text)
        case .json: write(line.json)
        }
    }
}

extension LoggingSystem {
    /// Sends every logger of the process to standard error.
    static func start(level: Logger.Level, format: Settings.LogFormat) {
        bootstrap { label in
            LineLogHandler(label: label, level: level, format: format, clock: .system, write: StandardError.write)
        }
    }
}
