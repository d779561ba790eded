import Storage
import StorageSQLite
import Testing
import Time

@testable import Accounts

struct SessionGateTests {
    @Test func `lets a live session in, the second time without asking anybody`() async throws {
        let premises = try await Premises()
        let signedIn = try await premises.register()
        let authorization = "Bearer \(signedIn.accessToken)"
        #expect(premises.service.gate.cached(authorization: authorization) == nil)
        let live = try await premises.service.gate.authenticate(authorization: authorization)
        #expect(live.user == signedIn.user.id)
        #expect(live.session == signedIn.session)
        #expect(premises.service.gate.cached(authorization: authorization) == live)
        premises.clock.advance(milliseconds: 999)
        #expect(premises.service.gate.cached(authorization: authorization) == live)
        premises.clock.advance(milliseconds: 1)
        #expect(premises.service.gate.cached(authorization: authorization) == nil)
        #expect(try await premises.service.gate.authenticate(authorization: authorization) == live)
    }

    @Test(arguments: ["bearer", "Bearer", "BEARER"])
    func `reads the scheme in any case`(scheme: String) async throws {
        let premises = try await Premises()
        let token = try await premises.register().accessToken
        _ = try await premises.service.gate.authenticate(authorization: "\(scheme) \(token)")
    }

    @Test(arguments: ["", "Bearer", "Bearer ", "Basic %", "Bearer % %", "%", "Bearer x%", "Bearer\t%"])
    func `refuses other credentials`(form: String) async throws {
        let premises = try await Premises()
        let token = try await premises.register().accessToken
        await #expect(throws: AccountError.unauthenticated) {
            try await premises.service.gate.authenticate(authorization: form.replacing("%", with: token))
        }
    }

    @Test func `refuses a token from its expiry on, cached or not`() async throws {
        let premises = try await Premises()
        let signedIn = try await premises.register()
        premises.clock.advance(milliseconds: 899_500)
        let live = try await premises.live(signedIn)
        premises.clock.advance(milliseconds: 500)
        #expect(premises.service.gate.cached(authorization: "Bearer \(signedIn.accessToken)") == nil)
        await #expect(throws: AccountError.unauthenticated) { try await premises.live(signedIn) }
        #expect(try await !premises.service.gate.isLive(live))
    }

    @Test func `forgets a session that ends here at once`() async throws {
        let premises = try await Premises()
        let signedIn = try await premises.register()
        let live = try await premises.live(signedIn)
        try await premises.service.signOut(live)
        #expect(premises.service.gate.cached(authorization: "Bearer \(signedIn.accessToken)") == nil)
        await #expect(throws: AccountError.unauthenticated) { try await premises.live(signedIn) }
        #expect(try await !premises.service.gate.isLive(live))
    }

    @Test func `forgets a session that ends elsewhere within a second`() async throws {
        let premises = try await Premises()
        let signedIn = try await premises.register()
        let live = try await premises.live(signedIn)
        try await premises.anotherService().signOut(live)
        premises.clock.advance(seconds: 1)
        await #expect(throws: AccountError.unauthenticated) { try await premises.live(signedIn) }
        #expect(try await !premises.service.gate.isLive(live))
    }

    @Test func `does not trust what it remembers from the future`() async throws {
        let premises = try await Premises()
        let signedIn = try await premises.register()
        let live = try await premises.live(signedIn)
        try await premises.anotherService().signOut(live)
        premises.clock.advance(seconds: -60)
        await #expect(throws: AccountError.unauthenticated) { try await premises.live(signedIn) }
    }

    @Test func `ends one of a person's own sessions and nobody else's`() async throws {
        let premises = try await Premises()
        let ada = try await premises.register("ada@example.com")
        let bob = try await premises.register("bob@example.com")
        await #expect(throws: AccountError.notFound) {
            try await premises.database.write {
                try premises.service.endSession(ada.session, of: bob.user.id, in: $0)
            }
        }
        _ = try await premises.live(ada)
        try await premises.database.write {
            try premises.service.endSession(ada.session, of: ada.user.id, in: $0)
        }
        await #expect(throws: AccountError.unauthenticated) { try await premises.live(ada) }
        _ = try await premises.live(bob)
    }

    @Test func `keeps a session in which the transaction that ends it fails`() async throws {
        struct Fault: Error {}
        let premises = try await Premises()
        let signedIn = try await premises.register()
        await #expect(throws: Fault.self) {
            try await premises.database.write { connection in
                try premises.service.endSession(signedIn.session, of: signedIn.user.id, in: connection)
                throw Fault()
            }
        }
        _ = try await premises.live(signedIn)
    }
}
