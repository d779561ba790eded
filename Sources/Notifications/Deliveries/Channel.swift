/// A way to a person.
public enum Channel: String, CaseIterable, Sendable {
    /// The list in the application itself, and its live stream.
    case inApp = "in_app"
    case email
    case webhook
    case push
}
