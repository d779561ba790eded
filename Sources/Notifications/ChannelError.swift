/// Why a change to a webhook or a push subscription, or a question about one, came to nothing.
public enum ChannelError: Error, Sendable {
    case notFound
    /// Values that it cannot take: member and message.
    case invalid([(field: String, message: String)])
    /// The person has as many as one may have.
    case tooMany(limit: Int)
    /// It is disabled: nothing is sent to it.
    case disabled
}
