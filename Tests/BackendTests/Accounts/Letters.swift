import Accounts
import Synchronization
import Testing

/// Keeps the letters that a test's server sent.
final class Letters: Sendable {
    private let all = Mutex<[Letter]>([])
    private let arrivals: AsyncStream<Letter>
    private let arrived: AsyncStream<Letter>.Continuation

    init() {
        (arrivals, arrived) = AsyncStream.makeStream()
    }

    var mailbox: Mailbox {
        Mailbox { letter in
            self.all.withLock { $0.append(letter) }
            self.arrived.yield(letter)
        }
    }

    /// The token of the last letter of a kind.
    func token(_ kind: Letter.Kind) throws -> String {
        let letter = try #require(all.withLock { $0.last { $0.kind == kind } })
        return try #require(letter.link.split(separator: "=").last.map(String.init))
    }

    /// Waits for the next letter of this kind.
    func next(_ kind: Letter.Kind) async {
        for await letter in arrivals where letter.kind == kind { return }
    }
}
