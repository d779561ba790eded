import Synchronization

/// Work that goes on after its request was answered; bounded, and lost with the process.
final class BackgroundWork: Sendable {
    private static let limit = 64
    private let running = Atomic(0)

    var isIdle: Bool { running.load(ordering: .relaxed) == 0 }

    /// Starts `work`, whose failure nobody hears of. Throws ``AccountError/busy`` when too much is running.
    func start(_ work: @escaping @Sendable () async throws -> Void) throws(AccountError) {
        guard running.add(1, ordering: .relaxed).newValue <= Self.limit else {
            running.subtract(1, ordering: .relaxed)
            throw .busy
        }
        Task {
            try? await work()
            self.running.subtract(1, ordering: .relaxed)
        }
    }
}
