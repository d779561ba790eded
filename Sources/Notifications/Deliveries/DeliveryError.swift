/// Why a question about a delivery or a notice, or another try, came to nothing.
public enum DeliveryError: Error, Sendable, Equatable {
    case notFound
    /// Only what failed or was given up can be tried again.
    case notRetryable(Delivery.State)
}
