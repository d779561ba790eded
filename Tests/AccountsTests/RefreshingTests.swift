import Storage
import Testing
import Time

@testable import Accounts

struct RefreshingTests {
    private func refresh(_ premises: Premises, _ token: String) async throws -> SignedIn {
        try await premises.service.refresh(token, from: Premises.elsewhere)
    }

    private func refuses(_ premises: Premises, _ token: String) async {
        await #expect(throws: AccountError.unauthenticated) { try await refresh(premises, token) }
    }

    @Test func `exchanges a token for the next one of the same session`() async throws {
        let premises = try await Premises()
        let first = try await premises.register()
        premises.clock.advance(seconds: 900)
        let second = try await refresh(premises, first.refreshToken)
        #expect(second.refreshToken != first.refreshToken)
        #expect(second.session == first.session)
        _ = try await premises.live(second)
        premises.clock.advance(seconds: 900)
        let third = try await refresh(premises, second.refreshToken)
        #expect(try await premises.live(third).session == first.session)
        #expect(try await premises.count("SELECT COUNT(*) FROM sessions") == 1)
    }

    @Test func `gives the same successor for 30 seconds`() async throws {
        let premises = try await Premises()
        let first = try await premises.register()
        let second = try await refresh(premises, first.refreshToken)
        premises.clock.advance(seconds: 30)
        let repeated = try await refresh(premises, first.refreshToken)
        #expect(repeated.refreshToken == second.refreshToken)
        _ = try await premises.live(repeated)
        _ = try await refresh(premises, second.refreshToken)
    }

    @Test func `gives many who ask at once the same successor`() async throws {
        let premises = try await Premises()
        let first = try await premises.register()
        let successors = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<20 {
                group.addTask { try await refresh(premises, first.refreshToken).refreshToken }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(successors.count == 1)
    }

    @Test func `ends the session when a token comes back too late`() async throws {
        let premises = try await Premises()
        let first = try await premises.register()
        let second = try await refresh(premises, first.refreshToken)
        let live = try await premises.live(second)
        premises.clock.advance(milliseconds: 30_001)
        await refuses(premises, first.refreshToken)
        await refuses(premises, second.refreshToken)
        #expect(try await !premises.service.gate.isLive(live))
    }

    @Test func `ends the session when a token comes back after its successor was used`() async throws {
        let premises = try await Premises()
        let first = try await premises.register()
        let second = try await refresh(premises, first.refreshToken)
        let third = try await refresh(premises, second.refreshToken)
        await refuses(premises, first.refreshToken)
        await refuses(premises, third.refreshToken)
        await #expect(throws: AccountError.unauthenticated) { try await premises.live(third) }
    }

    @Test func `recognises a copy however old it is`() async throws {
        let premises = try await Premises()
        let first = try await premises.register()
        var last = first
        for _ in 0..<50 {
            premises.clock.advance(seconds: 86400)
            last = try await refresh(premises, last.refreshToken)
        }
        await refuses(premises, first.refreshToken)
        await refuses(premises, last.refreshToken)
    }

    @Test func `lets nobody end a session whose number they know`() async throws {
        let premises = try await Premises()
        let victim = try await premises.register("ada@example.com")
        let attacker = try await premises.register("eve@example.com")
        let theirs = try #require(Base64URL.decode(attacker.refreshToken))
        await refuses(premises, Base64URL.encode(victim.session.bytes + theirs.dropFirst(16)))
        await refuses(premises, Base64URL.encode(victim.session.bytes + Array(repeating: 0, count: 32)))
        _ = try await refresh(premises, victim.refreshToken)
    }

    @Test(arguments: ["", "x", String(repeating: "A", count: 64), String(repeating: "=", count: 64)])
    func `refuses rubbish`(token: String) async throws {
        let premises = try await Premises()
        try await premises.register()
        await refuses(premises, token)
    }

    @Test func `refuses any changed token and ends nothing for it`() async throws {
        let premises = try await Premises()
        let signedIn = try await premises.register()
        var characters = Array(signedIn.refreshToken)
        for index in characters.indices {
            let original = characters[index]
            characters[index] = original == "A" ? "B" : "A"
            await refuses(premises, String(characters))
            characters[index] = original
        }
        _ = try await refresh(premises, signedIn.refreshToken)
    }

    @Test func `refuses an access token`() async throws {
        let premises = try await Premises()
        await refuses(premises, try await premises.register().accessToken)
    }

    @Test func `keeps a session for 30 days after its last use`() async throws {
        let premises = try await Premises()
        let signedIn = try await premises.register()
        premises.clock.advance(seconds: 30 * 86400 - 1)
        let next = try await refresh(premises, signedIn.refreshToken)
        premises.clock.advance(seconds: 30 * 86400)
        await refuses(premises, next.refreshToken)
    }

    @Test func `survives a change of the secret`() async throws {
        let premises = try await Premises()
        let first = try await premises.register()
        let second = try await refresh(premises, first.refreshToken)
        let renewed = try #require(
            AccountSecrets(current: Array(repeating: 7, count: 32), previous: Premises.secret))
        let service = try await premises.anotherService(secrets: renewed)
        let repeated = try await service.refresh(first.refreshToken, from: Premises.home)
        #expect(repeated.refreshToken == second.refreshToken)
        let third = try await service.refresh(second.refreshToken, from: Premises.home)
        premises.clock.advance(seconds: 60)
        _ = try await service.refresh(third.refreshToken, from: Premises.home)
        await #expect(throws: AccountError.unauthenticated) {
            try await service.refresh(first.refreshToken, from: Premises.home)
        }
        #expect(try await premises.count("SELECT COUNT(*) FROM sessions") == 0)
    }
}
