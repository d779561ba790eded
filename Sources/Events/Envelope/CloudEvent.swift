public import JSON
public import Storage
public import Time

/// An event as it stands in the log and as everybody outside sees it:
/// CloudEvents 1.0 in the JSON format, <https://github.com/cloudevents/spec>.
public struct CloudEvent: Sendable {
    public let id: Identifier
    public let user: Identifier
    /// The person's running number.
    public let sequence: Int64
    public let subject: Identifier?
    public let kind: EventKind
    public let version: Int64
    public let actor: String
    /// JSON: `{task, changes: {field: {before, after}}}` for tasks.
    public let data: String
    public let undoes: Identifier?
    /// W3C Trace Context.
    public let traceparent: String
    public let time: Instant

    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("specversion", "1.0")
            json.member("id") { $0.plain(upTo: Identifier.textLength, id.write) }
            json.member("source", "/todo")
            json.member("type", kind.rawValue)
            if let subject { json.member("subject") { $0.plain(subject.text) } }
            json.member("time") { $0.plain(upTo: RFC3339.longestText) { RFC3339.write(time, to: $0) } }
            json.member("datacontenttype", "application/json")
            json.member("traceparent", traceparent)
            json.member("partitionkey") { $0.plain(upTo: Identifier.textLength, user.write) }
            json.member("sequence") { $0.integer(sequence) }
            json.member("data") { $0.raw(data.utf8) }
        }
    }
}
