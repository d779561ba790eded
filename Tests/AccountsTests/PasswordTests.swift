import CArgon2
import Dispatch
import Testing

@testable import Accounts

struct PasswordTests {
    @Test(arguments: [7, 129])
    func `refuses too few and too many characters`(length: Int) {
        #expect(Password(String(repeating: "a", count: length)) == nil)
    }

    @Test(arguments: [8, 128])
    func `takes the shortest and the longest, whatever the characters weigh`(length: Int) {
        #expect(Password(String(repeating: "🔑", count: length)) != nil)
    }

    @Test func `refuses control characters`() {
        #expect(Password("pass\u{0}word") == nil)
        #expect(Password("pass\u{1B}word") == nil)
        #expect(Password("pass\tword") != nil)
    }

    @Test func `is the same however a keyboard composes its letters`() {
        #expect(Password("pässwörd")?.bytes == Password("pa\u{308}sswo\u{308}rd")?.bytes)
    }

    @Test func `counts every character`() async throws {
        let hasher = PasswordHasher(parameters: Premises.cheap)
        let start = String(repeating: "x", count: 127)
        let hash = try await hasher.hash(try #require(Password(start + "1")))
        #expect(try await hasher.verify(Password(attempt: start + "1"), against: hash))
        #expect(try await !hasher.verify(Password(attempt: start + "2"), against: hash))
        #expect(try await !hasher.verify(Password(attempt: start + "1\u{0}"), against: hash))
        #expect(try await !hasher.verify(Password(attempt: start), against: hash))
    }
}

struct Argon2idTests {
    /// From the reference implementation's `test.c`.
    private static let vector =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"

    @Test func `computes the reference vector`() throws {
        let vector = try #require(PHCString(Self.vector))
        #expect(vector.salt == Array("somesalt".utf8))
        #expect(vector.parameters == Argon2id(kibibytes: 65536, passes: 2, lanes: 1))
        #expect(vector.text == Self.vector)
        #expect(vector.parameters.tag(Array("password".utf8), salt: vector.salt, length: 32) == vector.hash)
    }

    @Test func `verifies by the parameters of the hash`() throws {
        let vector = try #require(PHCString(Self.vector))
        #expect(Argon2id.verify(Array("password".utf8), against: vector) == true)
        #expect(Argon2id.verify(Array("passwore".utf8), against: vector) == false)
        #expect(Argon2id.verify([], against: vector) == false)
    }

    /// What libargon2 itself thinks of a hash.
    private func accepts(_ encoded: String, _ password: String) -> Bool {
        argon2id_verify(encoded, password, password.utf8.count) == ARGON2_OK.rawValue
    }

    @Test func `writes hashes that the library reads, of 19 MiB, two passes, one lane`() throws {
        let hash = try #require(Argon2id.standard.hash(Array("password".utf8))).text
        #expect(hash.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(accepts(hash, "password"))
        #expect(!accepts(hash, "passwore"))
    }

    @Test(arguments: [
        "", "$", "$argon2id$", "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFh", "$argon2id$v=16$m=8,t=2,p=1$AAAA$AAAA",
        "$argon2id$v=19$m=8,t=2$AAAA$AAAA", "$argon2id$v=19$m=8,p=1,t=2$AAAA$AAAA",
        "$argon2id$v=19$m=8,t=2,p=1$A!$AAAA",
        "$argon2id$v=19$m=-8,t=2,p=1$AAAA$AAAA", "$argon2id$v=19$m=8,t=2,p=1$AAAA$AAAA$",
        "$argon2id$v=19$m=99999999999,t=2,p=1$AAAA$AAAA",
    ])
    func `reads nothing else`(text: String) {
        #expect(PHCString(text) == nil)
    }

    @Test func `fails for parameters that nothing can be computed with`() {
        #expect(Argon2id(kibibytes: 0, passes: 0, lanes: 0).hash([1]) == nil)
    }

    @Test func `salts every hash anew`() {
        #expect(Premises.cheap.hash([1])?.text != Premises.cheap.hash([1])?.text)
    }

    @Test func `has a hash that no password has and that costs the same to try`() {
        let unmatchable = Argon2id.standard.unmatchable
        #expect(unmatchable.parameters == .standard)
        #expect(Argon2id.verify(Array("password".utf8), against: unmatchable) == false)
    }
}

struct BoundedLanesTests {
    @Test func `runs two, lets 32 wait, and refuses the next`() async {
        let lanes = BoundedLanes(running: 2, waiting: 32)
        let door = DispatchSemaphore(value: 0)
        let (entries, entered) = AsyncStream.makeStream(of: Void.self)
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<34 {
                group.addTask {
                    await lanes.run {
                        entered.yield()
                        door.wait()
                    } != nil
                }
            }
            var running = entries.makeAsyncIterator()
            await running.next()
            await running.next()
            while lanes.count < 34 { await Task.yield() }
            #expect(await lanes.run {} == nil)
            for _ in 0..<34 { door.signal() }
            for await wasRun in group { #expect(wasRun) }
        }
        #expect(await lanes.run {} != nil)
    }
}
