/// Threads for what leaves: some that look names up, some that carry. Mail has a gate of its own, so that receivers of
/// webhooks that take their time delay nobody's mail.
struct Gate: Sendable {
    let resolution: Resolution
    let transfers: Lanes

    private static let maximumWaiting = 1024

    /// - Parameters:
    ///   - label: what the threads are called.
    ///   - concurrency: transfers at once, and look-ups.
    init(_ label: String, concurrency: Int, resolver: HostResolver) {
        let names = Lanes("todo.\(label).names", running: concurrency, waiting: Self.maximumWaiting)
        resolution = Resolution(resolver: resolver, lanes: names)
        transfers = Lanes("todo.\(label)", running: concurrency, waiting: Self.maximumWaiting)
    }

    /// Runs a transfer on a thread of its own; it is told when this task is cancelled.
    func transfer<Value: Sendable>(
        _ work: @escaping @Sendable (Cancellation) -> Result<Value, EgressError>
    ) async throws(EgressError) -> Value {
        let cancellation = Cancellation()
        let result = await withTaskCancellationHandler {
            do throws(EgressError) {
                return try await transfers.run { work(cancellation) }
            } catch {
                return .failure(error)
            }
        } onCancel: {
            cancellation.cancel()
        }
        return try result.get()
    }
}
