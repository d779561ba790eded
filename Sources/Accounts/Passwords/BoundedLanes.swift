import Dispatch
import Synchronization

/// Threads for slow work, with a bounded crowd in front of them: the cooperative pool must not block.
final class BoundedLanes: Sendable {
    private let lanes: [DispatchQueue]
    private let limit: Int
    private let onIdle: @Sendable () -> Void
    /// Work in each lane, running or waiting.
    private let counts: Mutex<[Int]>

    /// - Parameters:
    ///   - running: pieces of work at once.
    ///   - waiting: pieces that may wait beyond those.
    ///   - onIdle: called when the last piece is done.
    init(running: Int, waiting: Int, onIdle: @escaping @Sendable () -> Void = {}) {
        self.onIdle = onIdle
        lanes = (0..<running).map { DispatchQueue(label: "todo.lane.\($0)") }
        limit = running + waiting
        counts = Mutex(Array(repeating: 0, count: running))
    }

    /// Runs `work` in the lane with the least before it; nil at once when too many wait.
    func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value? {
        guard let lane = enter() else { return nil }
        return await withCheckedContinuation { continuation in
            lanes[lane].async {
                let value = work()
                let isIdle = self.counts.withLock { counts in
                    counts[lane] -= 1
                    return counts.allSatisfy { $0 == 0 }
                }
                if isIdle { self.onIdle() }
                continuation.resume(returning: value)
            }
        }
    }

    /// Pieces of work that run or wait.
    var count: Int { counts.withLock { $0.reduce(0, +) } }

    private func enter() -> Int? {
        counts.withLock { counts in
            guard counts.reduce(0, +) < limit, let lane = counts.indices.min(by: { counts[$0] < counts[$1] })
            else { return nil }
            counts[lane] += 1
            return lane
        }
    }
}
