/// One thing that must be well before requests are sent here.
public struct Readiness: Sendable {
    public let name: String
    /// nil when all is well, else why not, in words that a stranger may read.
    public let reason: @Sendable () async -> String?

    public init(_ name: String, reason: @escaping @Sendable () async -> String?) {
        self.name = name
        self.reason = reason
    }
}
