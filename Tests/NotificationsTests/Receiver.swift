import Synchronization

@testable import Egress

/// The other side of a request: takes what is sent and answers what it is told to.
final class Receiver: Sendable {
    private struct State {
        var requests: [OutboundRequest] = []
        var answer: Result<OutboundAnswer, EgressError> = .success(Receiver.answer(204))
    }

    private let state = Mutex(State())

    var requests: [OutboundRequest] { state.withLock { $0.requests } }

    func answers(_ status: Int, _ lines: [String] = []) {
        state.withLock { $0.answer = .success(Self.answer(status, lines)) }
    }

    func fails(_ error: EgressError) {
        state.withLock { $0.answer = .failure(error) }
    }

    @Sendable func take(_ request: OutboundRequest) async throws(EgressError) -> OutboundAnswer {
        try state.withLock { state in
            state.requests.append(request)
            return state.answer
        }.get()
    }

    static func answer(_ status: Int, _ lines: [String] = []) -> OutboundAnswer {
        OutboundAnswer(status: status, lines: lines, body: [], isCut: false)
    }
}

extension OutboundRequest {
    /// The value of a header field.
    subscript(field name: String) -> String? { fields.first { $0.name == name }?.value }
}
