/// Where the relay takes events: consumers in this process, or a bus.
public protocol Publisher: Sendable {
    /// Whether anybody takes events. When nobody does, the relay strikes them off without reading them.
    var hasTakers: Bool { get }

    /// Hands over one event and returns what became of it, after a few seconds at the latest: the person's other
    /// events wait. The same event may come again after a crash.
    func publish(_ event: CloudEvent) async -> PublishOutcome

    /// Hands over a person's next events in their order, and returns what became of them: of all, or of those up to
    /// the first that is to be tried again.
    func publish(_ events: [CloudEvent]) async -> [PublishOutcome]
}

extension Publisher {
    public func publish(_ events: [CloudEvent]) async -> [PublishOutcome] {
        var outcomes: [PublishOutcome] = []
        for event in events {
            guard !Task.isCancelled else { break }
            let outcome = await publish(event)
            outcomes.append(outcome)
            if case .retryLater = outcome { break }
        }
        return outcomes
    }
}

/// What became of an attempt to publish an event.
public enum PublishOutcome: Sendable, Equatable {
    /// Whoever took the event answers for it from now on.
    case accepted
    /// The person's events wait and are tried again.
    case retryLater(String)
    /// No attempt will ever succeed: the event is set aside for the operator, and the person's next one follows.
    case neverAcceptable(String)
}
