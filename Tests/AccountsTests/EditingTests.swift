import Events
import Storage
import StorageSQLite
import Testing
import Time

@testable import Accounts

extension Premises {
    func edit(_ user: Identifier, _ edit: UserEdit, proof: PasswordProof? = nil) async throws -> UserChange {
        try await database.write { connection in
            try self.service.edit(user, edit, proof: proof, by: self.author(user), in: connection)
        }
    }

    func changeEmail(
        of signedIn: SignedIn, to email: String, password: String = "correct horse"
    ) async throws -> UserChange {
        let session = LiveSession(
            user: signedIn.user.id, session: signedIn.session, expiresAt: clock.now.adding(seconds: 900))
        let proof = try await service.prove(Password(attempt: password), of: session)
        return try await edit(signedIn.user.id, UserEdit(email: try Premises.email(email)), proof: proof)
    }
}

struct EditingTests {
    @Test func `changes what is given and tells of it`() async throws {
        let premises = try await Premises()
        let user = try await premises.register().user
        let zone = try #require(Zone(identifier: "Europe/Berlin"))
        let change = try await premises.edit(user.id, UserEdit(name: "Countess", zone: zone))
        #expect(change.after.name == "Countess")
        #expect(change.after.timezone == "Europe/Berlin")
        #expect(change.after.email == user.email)
        #expect(change.after.version == 2)
        #expect(change.movesDays)
        let event = try #require(try await premises.events(of: user.id).first)
        #expect(event.kind == .userUpdated)
        #expect(event.subject == user.id)
        #expect(event.version == 2)
        #expect(event.data.hasPrefix(#"{"user":{"id":"\#(user.id)","email":"ada@example.com","#))
        #expect(
            event.data.hasSuffix(
                #""changes":{"name":{"before":"Ada","after":"Countess"},"#
                    + #""timezone":{"before":"UTC","after":"Europe/Berlin"}}}"#))
    }

    @Test func `changes nothing without an event`() async throws {
        let premises = try await Premises()
        let user = try await premises.register().user
        let change = try await premises.edit(user.id, UserEdit(name: "Ada", zone: .utc, locale: .english))
        #expect(change.isEmpty)
        #expect(change.after.version == 1)
        #expect(try await premises.events(of: user.id).isEmpty)
    }

    @Test func `needs the password for another address`() async throws {
        let premises = try await Premises()
        let signedIn = try await premises.register()
        let edit = UserEdit(email: try Premises.email("lovelace@example.com"))
        #expect(try await premises.service.needsPassword(edit, of: signedIn.user.id))
        #expect(try await !premises.service.needsPassword(UserEdit(name: "X"), of: signedIn.user.id))
        let same = UserEdit(email: try Premises.email("ada@example.com"))
        #expect(try await !premises.service.needsPassword(same, of: signedIn.user.id))
        await #expect(throws: AccountError.wrongCurrentPassword) {
            try await premises.edit(signedIn.user.id, edit)
        }
        await #expect(throws: AccountError.wrongCurrentPassword) {
            try await premises.changeEmail(of: signedIn, to: "lovelace@example.com", password: "wrong horse")
        }
        let change = try await premises.changeEmail(of: signedIn, to: "lovelace@example.com")
        #expect(!change.after.isEmailConfirmed)
        #expect(premises.letters.all.last?.email == "lovelace@example.com")
    }

    @Test func `takes no address of somebody else's and any spelling of one's own`() async throws {
        let premises = try await Premises()
        let signedIn = try await premises.register("ada@example.com")
        try await premises.register("bob@example.com")
        await #expect(throws: AccountError.emailTaken) {
            try await premises.changeEmail(of: signedIn, to: "BOB@example.com")
        }
        #expect(try await premises.changeEmail(of: signedIn, to: "ADA@example.com").after.email == "ADA@example.com")
    }

    @Test func `takes no proof of another person or an older password`() async throws {
        let premises = try await Premises()
        let ada = try await premises.register("ada@example.com")
        let eve = try await premises.register("eve@example.com")
        let edit = UserEdit(email: try Premises.email("new@example.com"))
        let password = Password(attempt: "correct horse")
        let foreign = try await premises.service.prove(password, of: try await premises.live(eve))
        await #expect(throws: AccountError.wrongCurrentPassword) {
            try await premises.edit(ada.user.id, edit, proof: foreign)
        }
        let old = try await premises.service.prove(password, of: try await premises.live(ada))
        try await premises.changePassword(of: ada, to: "battery staple")
        await #expect(throws: AccountError.wrongCurrentPassword) {
            try await premises.edit(ada.user.id, edit, proof: old)
        }
    }

    @Test func `limits wrong passwords for a session only`() async throws {
        let premises = try await Premises(limits: AccountLimits())
        let ada = try await premises.register()
        let stolen = try await premises.live(ada)
        for _ in 0..<5 {
            await #expect(throws: AccountError.wrongCurrentPassword) {
                try await premises.service.prove(Password(attempt: "guess"), of: stolen)
            }
        }
        await #expect(throws: AccountError.tooManyAttempts(retryAfter: 30)) {
            try await premises.service.prove(Password(attempt: "correct horse"), of: stolen)
        }
        let other = try await premises.service.signIn(
            email: "ada@example.com", password: "correct horse", from: Premises.home)
        for _ in 0..<20 {
            _ = try await premises.service.prove(
                Password(attempt: "correct horse"), of: try await premises.live(other))
        }
    }
}

extension Premises {
    func changePassword(of signedIn: SignedIn, from old: String = "correct horse", to new: String) async throws {
        let session = try await live(signedIn)
        let change = try await service.preparePasswordChange(
            from: Password(attempt: old), to: try #require(Password(new)), of: session)
        try await database.write {
            try self.service.changePassword(change, keeping: session.session, in: $0)
        }
    }
}

struct ChangingPasswordTests {
    @Test func `ends the other sessions at once and keeps this one`() async throws {
        let premises = try await Premises()
        let here = try await premises.register()
        let there = try await premises.service.signIn(
            email: "ada@example.com", password: "correct horse", from: Premises.elsewhere)
        _ = try await premises.live(there)
        try await premises.changePassword(of: here, to: "battery staple")
        _ = try await premises.live(here)
        await #expect(throws: AccountError.unauthenticated) { try await premises.live(there) }
        await #expect(throws: AccountError.unauthenticated) {
            try await premises.service.refresh(there.refreshToken, from: Premises.elsewhere)
        }
        _ = try await premises.service.signIn(
            email: "ada@example.com", password: "battery staple", from: Premises.home)
    }

    @Test func `needs the current password`() async throws {
        let premises = try await Premises()
        let signedIn = try await premises.register()
        await #expect(throws: AccountError.wrongCurrentPassword) {
            try await premises.changePassword(of: signedIn, from: "wrong horse", to: "battery staple")
        }
    }

    @Test func `voids the reset links that are out`() async throws {
        let premises = try await Premises()
        let signedIn = try await premises.register()
        let email = try Premises.email("ada@example.com")
        let link = try #require(try await premises.service.resetLink(for: email))
        try await premises.changePassword(of: signedIn, to: "battery staple")
        let token = try #require(link.split(separator: "=").last.map(String.init))
        await #expect(throws: AccountError.tokenInvalid) {
            try await premises.service.resetPassword(token: token, to: Password(attempt: "third password"))
        }
    }
}
