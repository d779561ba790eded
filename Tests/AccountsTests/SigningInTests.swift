import Dispatch
import Storage
import Testing
import Time

@testable import Accounts

struct SigningInTests {
    private func signIn(
        _ premises: Premises, _ email: String, _ password: String, from caller: Caller = Premises.home
    ) async throws -> SignedIn {
        try await premises.service.signIn(email: email, password: password, from: caller)
    }

    @Test(arguments: ["ada@example.com", "ADA@Example.com"])
    func `opens a session`(email: String) async throws {
        let premises = try await Premises()
        let registered = try await premises.register()
        let signedIn = try await signIn(premises, email, "correct horse")
        #expect(signedIn.user == registered.user)
        #expect(try await premises.live(signedIn).session != registered.session)
    }

    @Test(arguments: [
        ("ada@example.com", "wrong horse"), ("bob@example.com", "correct horse"), ("no address", "correct horse"),
        ("ada@example.com", ""), ("", ""), ("ada@example.com", "correct horse\u{0}"),
        ("ada@example.com", String(repeating: "x", count: 100_000)),
    ])
    func `refuses everything else in the same words`(email: String, password: String) async throws {
        let premises = try await Premises()
        try await premises.register()
        await #expect(throws: AccountError.wrongCredentials) { try await signIn(premises, email, password) }
    }

    @Test(arguments: ["ada@example.com", "bob@example.com", "no address"])
    func `computes a hash whoever is asked for`(email: String) async throws {
        // With a hasher that takes nothing, whoever would be answered without a hash is not refused as busy.
        let full = PasswordHasher(parameters: Premises.cheap, lanes: BoundedLanes(running: 0, waiting: 0))
        let premises = try await Premises(hasher: full)
        let open = try await premises.anotherService()
        _ = try await open.add(try Premises.registration("ada@example.com"))
        await #expect(throws: AccountError.busy) { try await signIn(premises, email, "wrong horse") }
    }

    @Test func `gives an old hash today's parameters`() async throws {
        let premises = try await Premises(
            hasher: PasswordHasher(parameters: Argon2id(kibibytes: 32, passes: 1, lanes: 1)))
        try await premises.register()
        let today = try await premises.anotherService()
        _ = try await today.signIn(email: "ada@example.com", password: "correct horse", from: Premises.home)
        let hash = try await premises.database.read { connection in
            try connection.first("SELECT password_hash FROM users") { try $0.text(0) }
        }
        #expect(hash.flatMap(PHCString.init)?.parameters == Premises.cheap)
        _ = try await signIn(premises, "ada@example.com", "correct horse")
    }

    @Test func `ends the sessions not used for longest when there are too many`() async throws {
        let premises = try await Premises()
        let first = try await premises.register()
        var second: SignedIn?
        for _ in 0..<100 {
            premises.clock.advance(seconds: 1)
            let next = try await signIn(premises, "ada@example.com", "correct horse")
            second = second ?? next
        }
        #expect(try await premises.service.sessions(of: first.user.id).count == 100)
        await #expect(throws: AccountError.unauthenticated) { try await premises.live(first) }
        _ = try await premises.live(try #require(second))
    }

    @Test func `is not stopped by a stranger's failures`() async throws {
        let premises = try await Premises(limits: AccountLimits())
        try await premises.register()
        for number in 0..<30 {
            let stranger = Caller(address: "198.51.100.\(number)", userAgent: "", traceparent: "")
            for _ in 0..<6 { _ = try? await signIn(premises, "ada@example.com", "guess", from: stranger) }
        }
        _ = try await signIn(premises, "ada@example.com", "correct horse")
        let phone = Caller(address: "203.0.113.5", userAgent: "", traceparent: "")
        _ = try await signIn(premises, "ada@example.com", "correct horse", from: phone)
        let stranger = Caller(address: "198.51.100.1", userAgent: "", traceparent: "")
        await #expect(throws: AccountError.tooManyAttempts(retryAfter: 30)) {
            try await signIn(premises, "ada@example.com", "correct horse", from: stranger)
        }
    }
}
