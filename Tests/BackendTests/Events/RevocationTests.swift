import HTTPTypes
import Storage
import Synchronization
import Testing
import Time

/// What ends a session ends its tokens and streams within a second, in every process.
@Suite(.serialized, .timeLimit(.minutes(2))) struct RevocationTests {
    /// Time that a test lets pass.
    private final class Hands: Sendable {
        private let time = Mutex(WallClock.system.now())
        var clock: WallClock { WallClock { self.time.withLock { $0 } } }
        func advance(milliseconds: Int64) { time.withLock { $0 = $0.adding(milliseconds: milliseconds) } }
    }

    @Test(arguments: Revocation.allCases)
    func `A token ends at once where its session ends, and within a second elsewhere`(
        revocation: Revocation
    ) async throws {
        let hands = Hands()
        let file = DatabaseFile()
        try await TestServer.run(clock: hands.clock, on: file) { here in
            try await TestServer.run(clock: hands.clock, on: file) { elsewhere in
                let (keeper, doomed) = try await here.personInTwoSessions()
                let away = Guest(
                    server: elsewhere, email: doomed.email, access: doomed.access, refresh: doomed.refresh)
                for guest in [doomed, away] { #expect(try await guest.send(.get, "/api/users/me").status == .ok) }
                try await revocation.end(doomed, keeper: keeper, on: here)
                #expect(try await doomed.send(.get, "/api/users/me").status == .unauthorized)
                // It was found alive just now, and is asked for again when that was a second ago.
                hands.advance(milliseconds: 1000)
                #expect(try await away.send(.get, "/api/users/me").status == .unauthorized)
                let spared: HTTPResponse.Status = revocation.sparesOthers ? .ok : .unauthorized
                #expect(try await keeper.send(.get, "/api/users/me").status == spared)
            }
        }
    }

    @Test(arguments: Revocation.allCases, [false, true])
    func `A stream ends within a second`(revocation: Revocation, byAnotherProcess: Bool) async throws {
        let file = DatabaseFile()
        try await TestServer.run(on: file) { server in
            try await TestServer.run(on: file) { other in
                let (keeper, doomed) = try await server.personInTwoSessions()
                try await server.listening { port in
                    let spared = try await LiveStream(port: port, token: keeper.access)
                    let ended = try await LiveStream(port: port, token: doomed.access)
                    #expect(await spared.isOpened())
                    #expect(await ended.isOpened())
                    try await revocation.end(doomed, keeper: keeper, on: byAnotherProcess ? other : server)
                    let began = ContinuousClock.now
                    let lateness = Lateness()
                    await ended.readToEnd()
                    let duration = ContinuousClock.now - began
                    // The server sleeps, asks the database, wakes the stream and writes: on a busy machine each of
                    // these is late as any sleep is.
                    let allowance = await lateness.worst() * 4
                    #expect(duration < .seconds(1) + allowance)
                    if revocation.sparesOthers {
                        #expect(try await keeper.send(.post, "/api/tasks", #"{"title": "Spared"}"#).status == .created)
                        #expect(await spared.read { $0.contains("Spared") })
                    } else {
                        await spared.readToEnd()
                    }
                }
            }
        }
    }
}

/// How late the machine is: how much longer than asked sleeps take, from the start until somebody asks.
private struct Lateness {
    private let measuring = Task {
        var worst = Duration.zero
        while !Task.isCancelled {
            let began = ContinuousClock.now
            try? await Task.sleep(for: .milliseconds(20))
            worst = max(worst, ContinuousClock.now - began - .milliseconds(20))
        }
        return worst
    }

    func worst() async -> Duration {
        measuring.cancel()
        return await measuring.value
    }
}
