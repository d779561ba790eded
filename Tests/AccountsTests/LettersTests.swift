import Events
import Storage
import Testing
import Time

@testable import Accounts

struct ConfirmingTests {
    @Test func `confirms an address once, and tells of it`() async throws {
        let premises = try await Premises()
        let user = try await premises.register().user
        #expect(premises.letters.all.map(\.email) == ["ada@example.com"])
        #expect(premises.letters.all.first?.link.hasPrefix("https://todo.example/confirm-email?token=") == true)
        let token = try premises.letters.token(.confirmation)
        #expect(try await premises.service.confirmEmail(token: token, traceparent: "").isEmailConfirmed)
        let events = try await premises.events(of: user.id)
        #expect(events.map(\.kind) == [.userUpdated])
        #expect(events.first?.data.contains(#""email_confirmed":{"before":false,"after":true}"#) == true)
        await #expect(throws: AccountError.tokenInvalid) {
            try await premises.service.confirmEmail(token: token, traceparent: "")
        }
    }

    @Test func `expires after 48 hours`() async throws {
        let premises = try await Premises()
        try await premises.register()
        let token = try premises.letters.token(.confirmation)
        premises.clock.advance(seconds: 48 * 3600)
        await #expect(throws: AccountError.tokenInvalid) {
            try await premises.service.confirmEmail(token: token, traceparent: "")
        }
    }

    @Test func `confirms only the address that the letter went to`() async throws {
        let premises = try await Premises()
        let signedIn = try await premises.register()
        let old = try premises.letters.token(.confirmation)
        _ = try await premises.changeEmail(of: signedIn, to: "lovelace@example.com")
        await #expect(throws: AccountError.tokenInvalid) {
            try await premises.service.confirmEmail(token: old, traceparent: "")
        }
        let new = try premises.letters.token(.confirmation)
        let user = try await premises.service.confirmEmail(token: new, traceparent: "")
        #expect(user.email == "lovelace@example.com")
        #expect(user.isEmailConfirmed)
    }

    @Test func `writes three letters a day`() async throws {
        let premises = try await Premises()
        let signedIn = try await premises.register()
        for number in 0..<5 { _ = try await premises.changeEmail(of: signedIn, to: "\(number)@example.com") }
        #expect(premises.letters.all.count == 3)
        premises.clock.advance(seconds: 86401)
        let again = try await premises.service.signIn(
            email: "4@example.com", password: "correct horse", from: Premises.home)
        _ = try await premises.changeEmail(of: again, to: "5@example.com")
        #expect(premises.letters.all.count == 4)
    }

    @Test(arguments: ["", "token", SecretToken().text, RefreshKeys.sample])
    func `refuses rubbish`(token: String) async throws {
        let premises = try await Premises()
        await #expect(throws: AccountError.tokenInvalid) {
            try await premises.service.confirmEmail(token: token, traceparent: "")
        }
        await #expect(throws: AccountError.tokenInvalid) {
            try await premises.service.resetPassword(token: token, to: try #require(Password("new password")))
        }
    }
}

struct ResettingTests {
    private let password = Password(attempt: "battery staple")

    private func confirmed() async throws -> (Premises, SignedIn) {
        let premises = try await Premises()
        let signedIn = try await premises.register()
        let token = try premises.letters.token(.confirmation)
        _ = try await premises.service.confirmEmail(token: token, traceparent: "")
        return (premises, signedIn)
    }

    private func forget(_ premises: Premises, _ email: String = "ada@example.com") throws {
        try premises.service.forgetPassword(of: try Premises.email(email), from: Premises.home)
    }

    @Test func `sets a new password once and ends all sessions`() async throws {
        let (premises, signedIn) = try await confirmed()
        let live = try await premises.live(signedIn)
        try forget(premises)
        await premises.letters.next(.passwordReset)
        let token = try premises.letters.token(.passwordReset)
        try await premises.service.resetPassword(token: token, to: password)
        #expect(try await !premises.service.gate.isLive(live))
        await #expect(throws: AccountError.wrongCredentials) {
            try await premises.service.signIn(
                email: "ada@example.com", password: "correct horse", from: Premises.home)
        }
        _ = try await premises.service.signIn(
            email: "ada@example.com", password: "battery staple", from: Premises.home)
        await #expect(throws: AccountError.tokenInvalid) {
            try await premises.service.resetPassword(token: token, to: password)
        }
    }

    @Test func `expires after an hour`() async throws {
        let (premises, _) = try await confirmed()
        try forget(premises)
        await premises.letters.next(.passwordReset)
        premises.clock.advance(seconds: 3600)
        await #expect(throws: AccountError.tokenInvalid) {
            try await premises.service.resetPassword(
                token: try premises.letters.token(.passwordReset), to: password)
        }
    }

    @Test func `voids the older letter`() async throws {
        let (premises, _) = try await confirmed()
        try forget(premises)
        await premises.letters.next(.passwordReset)
        let older = try premises.letters.token(.passwordReset)
        try forget(premises)
        await premises.letters.next(.passwordReset)
        await #expect(throws: AccountError.tokenInvalid) {
            try await premises.service.resetPassword(token: older, to: password)
        }
        try await premises.service.resetPassword(
            token: try premises.letters.token(.passwordReset), to: password)
    }

    @Test func `writes to no address that is not confirmed, and to no stranger`() async throws {
        let (premises, _) = try await confirmed()
        try await premises.register("bob@example.com")
        try forget(premises, "bob@example.com")
        try forget(premises, "nobody@example.com")
        try forget(premises)
        await premises.letters.next(.passwordReset)
        // The two were asked for first and the writer keeps the order of those that it gets; to be sure of theirs:
        while !premises.service.background.isIdle { await Task.yield() }
        #expect(premises.letters.all.filter { $0.kind == .passwordReset }.map(\.email) == ["ada@example.com"])
    }

    @Test func `does not take a token of the other purpose`() async throws {
        let premises = try await Premises()
        try await premises.register()
        let token = try premises.letters.token(.confirmation)
        await #expect(throws: AccountError.tokenInvalid) {
            try await premises.service.resetPassword(token: token, to: password)
        }
    }

    @Test func `gives an operator a link for any account and confirms nothing`() async throws {
        let premises = try await Premises()
        let signedIn = try await premises.register()
        let email = try Premises.email("ADA@example.com")
        let link = try #require(try await premises.service.resetLink(for: email))
        let token = try #require(link.split(separator: "=").last.map(String.init))
        try await premises.service.resetPassword(token: token, to: password)
        let user = try await premises.service.people().first
        #expect(user?.id == signedIn.user.id)
        #expect(user?.isEmailConfirmed == false)
        #expect(try await premises.service.resetLink(for: try Premises.email("no@example.com")) == nil)
    }

    @Test func `is limited for a network, and silently for an address`() async throws {
        let premises = try await Premises(limits: AccountLimits())
        let signedIn = try await premises.register()
        _ = try await premises.service.confirmEmail(
            token: try premises.letters.token(.confirmation), traceparent: "")
        for _ in 0..<10 { try forget(premises) }
        #expect(throws: AccountError.tooManyAttempts(retryAfter: 60)) { try forget(premises) }
        while !premises.service.background.isIdle { await Task.yield() }
        #expect(premises.letters.all.count { $0.kind == .passwordReset } == 3)
        _ = try await premises.live(signedIn)
    }
}

extension RefreshKeys {
    /// A refresh token of nobody's.
    static let sample = Base64URL.encode(Array(repeating: 3, count: 48))
}
