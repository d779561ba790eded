public import JSON
public import Storage

/// What an event says, before the log gives it its number.
public struct LogEntry: Sendable {
    let kind: EventKind
    let subject: Identifier?
    let version: Int64
    let data: String
    let undoes: Identifier?
    let traceparent: String?

    /// - Parameter traceparent: of what led to it; nil for the author's.
    public init(
        _ kind: EventKind, subject: Identifier?, version: Int64, data: borrowing JSONWriter, undoes: Identifier? = nil,
        traceparent: String? = nil
    ) {
        self.kind = kind
        self.subject = subject
        self.version = version
        self.data = data.text
        self.undoes = undoes
        self.traceparent = traceparent
    }
}
