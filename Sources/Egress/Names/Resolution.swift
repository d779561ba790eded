/// Looks names up on threads of its own. The system's resolver can neither be stopped nor hurried, so a look-up that
/// takes too long is left behind: it keeps its lane, and nobody else waits for it.
struct Resolution: Sendable {
    let resolver: HostResolver
    let lanes: Lanes

    /// - Parameter limit: how long to wait for an answer.
    func addresses(of host: Host, within limit: Duration) async throws(EgressError) -> [IPAddress] {
        switch host {
        case .address(let address):
            return [address]
        case .name(let name):
            let found = try await answer(within: limit) { resolver.addresses(name) }.get()
            guard !found.isEmpty else { throw .unresolvable }
            return found
        }
    }

    private typealias Answer = Result<[IPAddress], EgressError>

    private func answer(within limit: Duration, _ look: @escaping @Sendable () -> [IPAddress]) async -> Answer {
        let (answers, first) = AsyncStream.makeStream(of: Answer.self, bufferingPolicy: .bufferingOldest(1))
        let lookup = Task {
            do throws(EgressError) {
                first.yield(.success(try await lanes.run(look)))
            } catch {
                first.yield(.failure(error))
            }
        }
        let patience = Task {
            try? await Task.sleep(for: limit)
            first.yield(.failure(.timeout))
        }
        defer {
            lookup.cancel()
            patience.cancel()
        }
        // Ends without an answer when this task is cancelled.
        for await answer in answers { return answer }
        return .failure(.cancelled)
    }
}
