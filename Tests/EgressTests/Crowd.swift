import Foundation
import Synchronization

/// Counts who is in at once.
final class Crowd: Sendable {
    private let counts = Mutex((now: 0, most: 0))

    var most: Int { counts.withLock { $0.most } }

    func enter() {
        counts.withLock { counts in
            counts.now += 1
            counts.most = max(counts.most, counts.now)
        }
        // Long enough that others would come in if they could.
        usleep(500)
    }

    func leave() { counts.withLock { $0.now -= 1 } }
}
