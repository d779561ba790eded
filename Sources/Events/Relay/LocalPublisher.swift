/// The bus of a system that is one process: named consumers, called in their order.
public struct LocalPublisher: Publisher {
    /// One that takes events. A consumer may see an event again when one behind it has failed: it keeps an ``Inbox``.
    public struct Consumer: Sendable {
        public let name: String
        let take: @Sendable ([CloudEvent]) async -> PublishOutcome

        /// - Parameter take: takes in a person's next events, in their order: all of them or none.
        public init(name: String, take: @escaping @Sendable ([CloudEvent]) async -> PublishOutcome) {
            self.name = name
            self.take = take
        }
    }

    private let consumers: [Consumer]

    public init(consumers: [Consumer]) {
        self.consumers = consumers
    }

    public var hasTakers: Bool { !consumers.isEmpty }

    /// A consumer that fails for now holds up those behind it; one that refuses for good does not.
    public func publish(_ event: CloudEvent) async -> PublishOutcome {
        var refusals: [String] = []
        for consumer in consumers {
            switch await consumer.take([event]) {
            case .accepted: continue
            case .retryLater(let reason): return .retryLater("\(consumer.name): \(reason)")
            case .neverAcceptable(let reason): refusals.append("\(consumer.name): \(reason)")
            }
        }
        return refusals.isEmpty ? .accepted : .neverAcceptable(refusals.joined(separator: "; "))
    }

    /// All at once; where that fails, one by one, so that one event does not hold up those before it.
    public func publish(_ events: [CloudEvent]) async -> [PublishOutcome] {
        var areAccepted = true
        for consumer in consumers where areAccepted {
            areAccepted = await consumer.take(events) == .accepted
        }
        if areAccepted { return events.map { _ in .accepted } }
        var outcomes: [PublishOutcome] = []
        for event in events {
            let outcome = await publish(event)
            outcomes.append(outcome)
            if case .retryLater = outcome { break }
        }
        return outcomes
    }
}
