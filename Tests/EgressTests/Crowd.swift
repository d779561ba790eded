import Foundation
import Synchronization

/// Counts who is in at once.
final class Crowd: Sendable {
    private struct Counts {
        var now = 0
        var most = 0
    }

    private let counts = Mutex(Counts())

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
