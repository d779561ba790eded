/// What came of one attempt at a delivery.
public enum Attempt: Sendable, Equatable {
    /// The other side has accepted it.
    case sent
    /// It may work later.
    ///
    /// - Parameters:
    ///   - reason: fit to be shown to the person.
    ///   - retryAfter: how long the other side asks to be left alone.
    case failed(reason: String, retryAfter: Duration? = nil)
    /// It will never work.
    case refused(reason: String)
    /// The target no longer exists: whoever keeps it forgets it.
    case gone(reason: String)
}
