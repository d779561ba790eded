import Storage
import Testing
import Time

@testable import Accounts

struct RegisteringTests {
    @Test func `opens an account, signed in, with everything a person needs`() async throws {
        let premises = try await Premises()
        let signedIn = try await premises.register("Ada@Example.com")
        #expect(signedIn.user.email == "Ada@Example.com")
        #expect(!signedIn.user.isEmailConfirmed)
        #expect(signedIn.user.timezone == "UTC")
        #expect(signedIn.user.locale == "en")
        #expect(signedIn.user.createdAt == Premises.start)
        #expect(signedIn.expiresIn == 900)
        #expect(try await premises.live(signedIn).user == signedIn.user.id)
        let id = signedIn.user.id
        #expect(try await premises.count("SELECT last FROM event_sequences WHERE user_id = \(id)") == 0)
        #expect(try await premises.count("SELECT open + completed FROM task_counts WHERE user_id = \(id)") == 0)
    }

    @Test func `knows an address in any case`() async throws {
        let premises = try await Premises()
        try await premises.register("ada@example.com")
        await #expect(throws: AccountError.emailTaken) { try await premises.register("ADA@EXAMPLE.COM") }
    }

    @Test func `gives an address to one of many who ask at once`() async throws {
        let premises = try await Premises()
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<10 {
                group.addTask { (try? await premises.register()) != nil }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(outcomes == 1)
        #expect(try await premises.count("SELECT COUNT(*) FROM users") == 1)
        #expect(try await premises.count("SELECT COUNT(*) FROM sessions") == 1)
    }

    @Test func `stores neither passwords nor tokens`() async throws {
        let premises = try await Premises()
        let signedIn = try await premises.register()
        let confirmation = try premises.letters.token(.confirmation)
        let stored = try await premises.database.read { connection in
            try connection.fetch("SELECT password_hash FROM users") { try $0.text(0) }
                + connection.fetch("SELECT hex(refresh_hash) FROM sessions") { try $0.text(0) }
                + connection.fetch("SELECT hex(hash) FROM one_time_tokens") { try $0.text(0) }
        }
        #expect(stored.count == 3)
        for secret in ["correct horse", signedIn.refreshToken, confirmation, signedIn.accessToken] {
            #expect(stored.allSatisfy { !$0.contains(secret) })
        }
        #expect(stored[0].hasPrefix("$argon2id$"))
    }

    @Test func `is closed when the operator says so`() async throws {
        let premises = try await Premises(registration: .closed)
        await #expect(throws: AccountError.registrationClosed) { try await premises.register() }
        _ = try await premises.service.add(try Premises.registration("ada@example.com"))
        #expect(try await premises.service.people().map(\.email) == ["ada@example.com"])
    }

    @Test func `takes an invitation once`() async throws {
        let premises = try await Premises(registration: .invite)
        let invite = try await premises.service.invite()
        await #expect(throws: AccountError.inviteMissing) { try await premises.register() }
        await #expect(throws: AccountError.inviteInvalid) { try await premises.register(invite: "made up") }
        await #expect(throws: AccountError.inviteInvalid) {
            try await premises.register(invite: SecretToken().text)
        }
        try await premises.register("ada@example.com", invite: invite)
        await #expect(throws: AccountError.inviteInvalid) {
            try await premises.register("bob@example.com", invite: invite)
        }
    }

    @Test func `keeps the invitation of somebody whose address is taken`() async throws {
        let premises = try await Premises(registration: .invite)
        _ = try await premises.service.add(try Premises.registration("ada@example.com"))
        let invite = try await premises.service.invite()
        await #expect(throws: AccountError.emailTaken) {
            try await premises.register("ada@example.com", invite: invite)
        }
        try await premises.register("bob@example.com", invite: invite)
    }

    @Test func `takes an invitation for seven days`() async throws {
        let premises = try await Premises(registration: .invite)
        let invite = try await premises.service.invite()
        premises.clock.advance(seconds: 7 * 86400)
        await #expect(throws: AccountError.inviteInvalid) { try await premises.register(invite: invite) }
    }

    @Test func `is limited for each network, whatever comes of it`() async throws {
        let premises = try await Premises(limits: AccountLimits())
        for number in 0..<10 { try await premises.register("\(number)@example.com") }
        await #expect(throws: AccountError.tooManyAttempts(retryAfter: 60)) {
            try await premises.register("another@example.com")
        }
    }

    @Test func `lists people page by page`() async throws {
        let premises = try await Premises()
        for number in 0..<5 {
            try await premises.register("\(number)@example.com")
            premises.clock.advance(milliseconds: 1)
        }
        let first = try await premises.service.people(limit: 3)
        let rest = try await premises.service.people(after: first.last?.id, limit: 3)
        #expect((first + rest).map(\.email) == (0..<5).map { "\($0)@example.com" })
    }
}
