import Synchronization

/// How often somebody may do something: a bucket of tokens for each key, in bounded memory.
public final class RateLimiter<Key: Hashable & Sendable>: Sendable {
    private struct Bucket {
        var tokens: Double
        var at: Int64
    }

    private struct State {
        var recent: [Key: Bucket] = [:]
        var older: [Key: Bucket] = [:]
    }

    private let burst: Double
    private let perMillisecond: Double
    private let capacity: Int
    private let isEnabled: Bool
    private let state = Mutex(State())

    /// - Parameters:
    ///   - burst: how many at once; at least 1.
    ///   - seconds: how long an empty bucket takes to fill.
    ///   - capacity: how many keys are remembered.
    ///   - isEnabled: `RATE_LIMIT`; off grants everything.
    public init(burst: Int, per seconds: Double, capacity: Int = 100_000, isEnabled: Bool = true) {
        self.burst = Double(max(burst, 1))
        perMillisecond = Double(max(burst, 1)) / (max(seconds, 0.001) * 1000)
        self.capacity = max(capacity, 4)
        self.isEnabled = isEnabled
    }

    /// Takes a token of `key`.
    ///
    /// - Parameter milliseconds: now, by any clock that goes forward.
    /// - Returns: nil when granted, else how many whole seconds to wait, at least 1.
    public func take(_ key: Key, at milliseconds: Int64) -> Int? {
        guard isEnabled else { return nil }
        return state.withLock { state in
            var bucket =
                state.recent[key] ?? state.older.removeValue(forKey: key) ?? Bucket(tokens: burst, at: milliseconds)
            bucket.tokens = tokens(in: bucket, at: milliseconds)
            bucket.at = max(bucket.at, milliseconds)
            defer {
                state.recent[key] = bucket
                if state.recent.count >= capacity / 2 { forget(&state, at: milliseconds) }
            }
            guard bucket.tokens < 1 else {
                bucket.tokens -= 1
                return nil
            }
            return max(1, Int(((1 - bucket.tokens) / perMillisecond / 1000).rounded(.up)))
        }
    }

    /// How many keys are remembered.
    var count: Int { state.withLock { $0.recent.count + $0.older.count } }

    private func tokens(in bucket: Bucket, at now: Int64) -> Double {
        min(burst, bucket.tokens + Double(max(0, now - bucket.at)) * perMillisecond)
    }

    /// A full bucket says nothing, so it goes first; where that is not enough, those not asked for the longest go.
    /// Either way this pays for as many calls as it looks at buckets.
    private func forget(_ state: inout State, at now: Int64) {
        state.recent = state.recent.filter { tokens(in: $0.value, at: now) < burst }
        guard state.recent.count > capacity / 4 else { return }
        state.older = state.recent
        state.recent = [:]
    }
}
