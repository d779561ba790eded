import Synchronization

/// Waits for wake-ups, for one task at a time. Wake-ups that come while nobody waits are remembered as one.
public final class LogListener: Sendable {
    /// Why a wait is over.
    public enum Wake: Sendable, Equatable {
        /// The log may have grown.
        case woken
        /// The time is up.
        case elapsed
        /// Nothing will come any more, or the waiting task was cancelled.
        case ended
    }

    private enum State {
        case idle
        case pending
        case waiting(CheckedContinuation<Wake, Never>)
        case ended
    }

    private let state = Mutex(State.idle)
    private let onEnd: @Sendable (LogListener) -> Void

    init(onEnd: @escaping @Sendable (LogListener) -> Void) {
        self.onEnd = onEnd
    }

    /// Makes the listener look, now or at its next wait.
    public func wake() {
        let waiter = state.withLock { state -> CheckedContinuation<Wake, Never>? in
            switch state {
            case .idle, .pending:
                state = .pending
                return nil
            case .waiting(let continuation):
                state = .idle
                return continuation
            case .ended:
                return nil
            }
        }
        waiter?.resume(returning: .woken)
    }

    /// Ends the listening for good; a wait is over at once.
    public func end() {
        let (waiter, isFirst) = state.withLock { state -> (CheckedContinuation<Wake, Never>?, Bool) in
            defer { state = .ended }
            switch state {
            case .waiting(let continuation): return (continuation, true)
            case .ended: return (nil, false)
            case .idle, .pending: return (nil, true)
            }
        }
        waiter?.resume(returning: .ended)
        if isFirst { onEnd(self) }
    }

    /// Waits for the next wake-up; returns at once when one is remembered.
    public func next() async -> Wake {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let wake = state.withLock { state -> Wake? in
                    switch state {
                    case .pending:
                        state = .idle
                        return .woken
                    case .ended:
                        return .ended
                    case .waiting:
                        // A second task waits: it would steal the first one's wake-ups.
                        return .ended
                    case .idle:
                        // Asked under the lock: the handler below either ran before, and this is true,
                        // or runs after and finds the continuation.
                        if Task.isCancelled { return .ended }
                        state = .waiting(continuation)
                        return nil
                    }
                }
                if let wake { continuation.resume(returning: wake) }
            }
        } onCancel: {
            let waiter = state.withLock { state -> CheckedContinuation<Wake, Never>? in
                guard case .waiting(let continuation) = state else { return nil }
                state = .idle
                return continuation
            }
            waiter?.resume(returning: .ended)
        }
    }

    /// Waits for the next wake-up, `limit` long at most. A wake-up that meets the limit is answered or remembered.
    public func next(within limit: Duration, clock: any Clock<Duration>) async -> Wake {
        await withTaskGroup(of: Wake.self) { group in
            group.addTask { await self.next() }
            group.addTask {
                do {
                    try await clock.sleep(for: limit)
                    return .elapsed
                } catch {
                    return .ended
                }
            }
            guard var wake = await group.next() else { return .ended }
            group.cancelAll()
            // The other one is cancelled and says `ended`, unless it had come through already.
            if let other = await group.next(), wake != .woken, other == .woken { wake = .woken }
            return wake
        }
    }
}
