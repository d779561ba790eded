public import Storage
import Synchronization

/// The in-process wake-up of the log's readers. It carries no events: a reader that is woken looks into the log,
/// so a wake-up may be lost with its process and any number of them may fall into one.
public final class LogSignal: Sendable {
    private struct State {
        var listeners: [Identifier: [ObjectIdentifier: LogListener]] = [:]
        /// Those that hear of every person.
        var overhearing: [ObjectIdentifier: LogListener] = [:]
    }

    private let state = Mutex(State())

    public init() {}

    /// Wakes who listens to the person: what ``EventLog`` calls once a change is durable.
    public func wake(_ user: Identifier) {
        let woken = state.withLock { state in
            (state.listeners[user].map { Array($0.values) } ?? []) + Array(state.overhearing.values)
        }
        for listener in woken { listener.wake() }
    }

    /// Wakes everybody: somebody else has changed the database, and nobody knows whose log has grown.
    public func wakeAll() {
        let woken = state.withLock { state in
            state.listeners.values.flatMap(\.values) + Array(state.overhearing.values)
        }
        for listener in woken { listener.wake() }
    }

    /// A listener to one person's log, until it is ended.
    public func listen(to user: Identifier) -> LogListener {
        let listener = LogListener { [weak self] listener in
            self?.state.withLock { state in
                state.listeners[user]?[ObjectIdentifier(listener)] = nil
                if state.listeners[user]?.isEmpty == true { state.listeners[user] = nil }
            }
        }
        state.withLock { $0.listeners[user, default: [:]][ObjectIdentifier(listener)] = listener }
        return listener
    }

    /// A listener to everybody's log, until it is ended.
    public func listenToAll() -> LogListener {
        let listener = LogListener { [weak self] listener in
            _ = self?.state.withLock { $0.overhearing.removeValue(forKey: ObjectIdentifier(listener)) }
        }
        state.withLock { $0.overhearing[ObjectIdentifier(listener)] = listener }
        return listener
    }

    /// How many people are listened to.
    var peopleCount: Int { state.withLock { $0.listeners.count } }
}
