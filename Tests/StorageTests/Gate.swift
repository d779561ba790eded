import Dispatch

/// Holds a write inside its transaction until the test lets it go.
final class Gate: Sendable {
    private let entered = DispatchSemaphore(value: 0)
    private let opened = DispatchSemaphore(value: 0)

    /// Called inside the write.
    final func pass() {
        entered.signal()
        opened.wait()
    }

    /// Waits until the write stands at the gate.
    final func reached() async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { [entered] in
                entered.wait()
                continuation.resume()
            }
        }
    }

    final func open() {
        opened.signal()
    }
}
