import Dispatch
import Synchronization

/// Threads for work that blocks, each with one piece of work at a time, and a bounded queue in front of them: the
/// cooperative pool must not block.
final class Lanes: Sendable {
    private struct State {
        var free: [Int]
        var waiters: [(ticket: Int, continuation: CheckedContinuation<Int?, Never>)] = []
        var lastTicket = 0
    }

    private let queues: [DispatchQueue]
    private let waiting: Int
    private let state: Mutex<State>

    /// - Parameters:
    ///   - label: what the threads are called.
    ///   - running: pieces of work at once.
    ///   - waiting: pieces that may wait beyond those.
    init(_ label: String, running: Int, waiting: Int) {
        queues = (0..<running).map { DispatchQueue(label: "\(label).\($0)") }
        self.waiting = waiting
        state = Mutex(State(free: Array((0..<running).reversed())))
    }

    /// Runs `work` as soon as a lane is free. Work that has begun is waited for; only waiting can be cancelled.
    ///
    /// - Throws: ``EgressError/busy``, ``EgressError/cancelled``.
    func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async throws(EgressError) -> Value {
        let lane = try await enter()
        return await withCheckedContinuation { continuation in
            queues[lane].async {
                let value = work()
                self.leave(lane)
                continuation.resume(returning: value)
            }
        }
    }

    /// Lanes in which nothing runs.
    var freeCount: Int { state.withLock { $0.free.count } }

    /// Pieces of work for which there is no lane yet.
    var waitingCount: Int { state.withLock { $0.waiters.count } }

    private func enter() async throws(EgressError) -> Int {
        let ticket = state.withLock { state in
            state.lastTicket += 1
            return state.lastTicket
        }
        var isFull = false
        let lane = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Int?, Never>) in
                let answer: Int?? = state.withLock { state in
                    if Task.isCancelled { return .some(nil) }
                    if let lane = state.free.popLast() { return .some(lane) }
                    guard state.waiters.count < waiting else {
                        isFull = true
                        return .some(nil)
                    }
                    state.waiters.append((ticket, continuation))
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                state.waiters.firstIndex { $0.ticket == ticket }.map { state.waiters.remove(at: $0).continuation }
            }
            waiter?.resume(returning: nil)
        }
        guard let lane else { throw isFull ? .busy : .cancelled }
        return lane
    }

    private func leave(_ lane: Int) {
        let next = state.withLock { state -> CheckedContinuation<Int?, Never>? in
            guard state.waiters.isEmpty else { return state.waiters.removeFirst().continuation }
            state.free.append(lane)
            return nil
        }
        next?.resume(returning: lane)
    }
}
