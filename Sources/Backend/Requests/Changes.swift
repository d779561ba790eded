import API
import HTTPTypes
import Hummingbird
import Notifications
import Storage
import Synchronization
import Time

/// Runs the changes that requests ask for, each in one transaction with the answer that a repeated request gets.
final class Changes: Sendable {
    private let database: any Database
    private let clock: WallClock
    private let box: SecretBox
    /// Requests with a key that run in this process now.
    private let running = Mutex<Set<IdempotencyKey>>([])

    /// - Parameter box: seals answers that hold a secret, for as long as they are kept.
    init(database: any Database, clock: WallClock, box: SecretBox) {
        self.database = database
        self.clock = clock
        self.box = box
    }

    /// The answer that this request got before. For changes with a check ahead of them that a repetition would not
    /// pass; ``run(_:by:body:_:)`` asks again.
    func answered(_ request: Request, by user: Identifier, body: [UInt8]) async throws -> Response? {
        guard let key = try IdempotencyKey(request, user: user, body: body) else { return nil }
        let now = clock.now()
        return try await database.read(.lookup) { [box] in try key.stored(at: now, box: box, in: $0) }?.response(
            isReplay: true)
    }

    /// - Parameters:
    ///   - body: what the request's body was, for its hash.
    ///   - change: the verb and what it answers; runs inside the transaction.
    func run(
        _ request: Request, by user: Identifier, body: [UInt8] = [],
        _ change: @escaping @Sendable (any Connection) throws -> Answer
    ) async throws -> Response {
        let given: IdempotencyKey?
        do throws(Problem) {
            given = try IdempotencyKey(request, user: user, body: body)
        } catch {
            // What is not there is 404 whatever else is wrong: the change tells, and is taken back.
            return try await database.write { connection -> Response in
                _ = try change(connection)
                throw error
            }
        }
        guard let key = given else { return try await database.write(change).response() }
        guard running.withLock({ $0.insert(key).inserted }) else {
            throw Problem(.conflict, "A request with this key is still running.", headers: [.retryAfter: "1"])
        }
        defer { running.withLock { _ = $0.remove(key) } }
        let (answer, isReplay) = try await database.write { [clock, box] connection in
            let now = clock.now()
            if let stored = try key.stored(at: now, box: box, in: connection) { return (stored, true) }
            let answer = try change(connection)
            try key.store(answer, at: now, box: box, in: connection)
            return (answer, false)
        }
        return answer.response(isReplay: isReplay)
    }
}
