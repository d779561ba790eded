import Synchronization

/// Tells that the server is stopping: readiness goes red, and streams, which have no end of their own, end.
public final class Draining: Sendable {
    private struct State {
        var hasBegun = false
        var next = 0
        var waiting: [Int: @Sendable () -> Void] = [:]
    }

    private let state = Mutex(State())

    public init() {}

    public var hasBegun: Bool { state.withLock { $0.hasBegun } }

    /// Begins; again is nothing.
    public func begin() {
        let waiting = state.withLock { state in
            state.hasBegun = true
            defer { state.waiting = [:] }
            return state.waiting
        }
        for action in waiting.values { action() }
    }

    /// Calls `action` once when draining begins, at once if it has begun, until the registration is cancelled.
    public func onBegin(_ action: @escaping @Sendable () -> Void) -> Registration {
        let number: Int? = state.withLock { state in
            if state.hasBegun { return nil }
            state.next += 1
            state.waiting[state.next] = action
            return state.next
        }
        if number == nil { action() }
        return Registration(draining: self, number: number)
    }

    /// What ``onBegin(_:)`` left behind.
    public struct Registration: Sendable {
        let draining: Draining
        let number: Int?

        public func cancel() {
            guard let number else { return }
            draining.state.withLock { _ = $0.waiting.removeValue(forKey: number) }
        }
    }
}
