import Storage

/// What became of one person's events in one round.
struct PublishReport: Sendable, Equatable {
    let user: Identifier
    /// From the first to the last that was handed over; those in ``parked`` are not among them.
    private(set) var published: ClosedRange<Int64>?
    /// How many were handed over.
    private(set) var publishedCount = 0
    private(set) var parked: [Int64] = []
    /// Why the rest waits.
    private(set) var failure: String?

    init(user: Identifier, failure: String? = nil) {
        self.user = user
        self.failure = failure
    }

    /// Takes in the outcome of the person's next event. False when those behind it must wait.
    mutating func add(_ outcome: PublishOutcome, of event: CloudEvent) -> Bool {
        switch outcome {
        case .accepted:
            published = (published?.lowerBound ?? event.sequence)...event.sequence
            publishedCount += 1
            return true
        case .neverAcceptable:
            parked.append(event.sequence)
            return true
        case .retryLater(let reason):
            failure = reason
            return false
        }
    }
}
