import Time

/// How often something may be tried for each key: a bucket of `burst` attempts, refilled by one every
/// `interval` milliseconds.
///
/// A key costs one number, the instant at which its bucket is full again (the generic cell rate algorithm); a full
/// bucket costs nothing. The table is bounded: when it overflows, the keys that are closest to full are forgotten.
struct AttemptTable<Key: Hashable & Sendable>: Sendable {
    private let burst: Int64
    private let interval: Int64
    private let capacity: Int
    /// Milliseconds since 1970.
    private var fullAt: [Key: Int64] = [:]

    init(burst: Int, seconds: Int, capacity: Int = 10_000) {
        self.burst = Int64(burst)
        interval = Int64(seconds) * 1000
        self.capacity = capacity
    }

    /// Keys whose buckets are not full.
    var count: Int { fullAt.count }

    /// Takes one attempt: nil when granted, else whole seconds to wait.
    mutating func take(_ key: Key, at now: Instant) -> Int? {
        let now = now.milliseconds
        let fullAt = max(fullAt[key] ?? now, now)
        let wait = fullAt - now - (burst - 1) * interval
        guard wait <= 0 else { return Int((wait + 999) / 1000) }
        self.fullAt[key] = fullAt + interval
        if self.fullAt.count > capacity { evict(at: now) }
        return nil
    }

    /// Gives an attempt back that turned out not to count.
    mutating func giveBack(_ key: Key) {
        if let full = fullAt[key] { fullAt[key] = full - interval }
    }

    private mutating func evict(at now: Int64) {
        fullAt = fullAt.filter { $0.value > now }
        guard fullAt.count > capacity / 2 else { return }
        let median = fullAt.values.sorted()[fullAt.count / 2]
        fullAt = fullAt.filter { $0.value > median }
    }
}
