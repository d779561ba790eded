import Events
import Foundation
import Storage
import StorageSQLite
import Synchronization
import Testing
import Time

@testable import Accounts

/// A database of its own with an account service over it, a clock that stands still, and a letter box.
final class Premises: Sendable {
    static let secret: [UInt8] = Array("a secret of at least thirty-two bytes".utf8)
    static let cheap = Argon2id(kibibytes: 64, passes: 1, lanes: 1)
    static let start = Instant(milliseconds: 1_800_000_000_000)

    let database: SQLiteDatabase
    let clock: StoppedClock
    let letters: LetterBox
    let service: AccountService
    private let folder: URL

    init(
        registration: RegistrationPolicy = .open, limits: AccountLimits = AccountLimits(isOn: false),
        hasher: PasswordHasher = PasswordHasher(parameters: cheap)
    ) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "accounts-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        database = try SQLiteDatabase(path: folder.appending(path: "todo.db").path)
        _ = try await database.migrate()
        clock = StoppedClock(Self.start)
        letters = LetterBox()
        service = try await Self.service(
            database, clock, letters, registration, limits, hasher, Self.secrets())
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// A second process on the same database.
    func anotherService(
        registration: RegistrationPolicy = .open, secrets: AccountSecrets? = nil
    ) async throws -> AccountService {
        let secrets = if let secrets { secrets } else { try Self.secrets() }
        return await Self.service(
            database, clock, letters, registration, AccountLimits(isOn: false),
            PasswordHasher(parameters: Self.cheap), secrets)
    }

    static func email(_ text: String) throws -> EmailAddress {
        let email: EmailAddress? = EmailAddress(text)
        return try #require(email)
    }

    static func secrets() throws -> AccountSecrets {
        try #require(AccountSecrets(current: secret))
    }

    private static func service(
        _ database: SQLiteDatabase, _ clock: StoppedClock, _ letters: LetterBox, _ registration: RegistrationPolicy,
        _ limits: AccountLimits, _ hasher: PasswordHasher, _ secrets: AccountSecrets
    ) async -> AccountService {
        await AccountService(
            database: database, log: EventLog(clock: clock.wall, wake: { _ in }), clock: clock.wall,
            secrets: secrets, hasher: hasher, limits: limits, registration: registration,
            mailbox: letters.mailbox, publicURL: "https://todo.example")
    }

    // MARK: Shorthands

    static let home = Caller(address: "192.0.2.1", userAgent: "Browser", traceparent: "")
    static let elsewhere = Caller(address: "198.51.100.7", userAgent: "Script", traceparent: "")

    @discardableResult
    func register(
        _ email: String = "ada@example.com", password: String = "correct horse", invite: String? = nil
    ) async throws -> SignedIn {
        try await service.register(Self.registration(email, password: password, invite: invite), from: Self.home)
    }

    static func registration(
        _ email: String, password: String = "correct horse", invite: String? = nil
    ) throws -> Registration {
        Registration(
            email: try Premises.email(email), password: try #require(Password(password)), name: "Ada",
            invite: invite)
    }

    func live(_ signedIn: SignedIn) async throws -> LiveSession {
        try await service.gate.authenticate(authorization: "Bearer \(signedIn.accessToken)")
    }

    func count(_ query: SQL) async throws -> Int {
        try await database.read { try $0.first(query) { try $0.int(0) } } ?? -1
    }

    func events(of user: Identifier) async throws -> [CloudEvent] {
        try await database.read { try EventLog.events(of: user, after: 0, limit: 100, in: $0) }
    }

    func author(_ user: Identifier) -> Author {
        Author(user: user, actor: "user:\(user)", traceparent: "")
    }
}

/// A clock that moves when it is told to.
final class StoppedClock: Sendable {
    private let time: Mutex<Instant>

    init(_ start: Instant) {
        time = Mutex(start)
    }

    var wall: WallClock { WallClock { self.time.withLock { $0 } } }
    var now: Instant { time.withLock { $0 } }

    func advance(seconds: Int64) {
        time.withLock { $0 = $0.adding(seconds: seconds) }
    }

    func advance(milliseconds: Int64) {
        time.withLock { $0 = $0.adding(milliseconds: milliseconds) }
    }
}

/// Keeps what was sent; a test may wait for it.
final class LetterBox: Sendable {
    private let letters = Mutex<[Letter]>([])
    private let arrivals: AsyncStream<Letter>
    private let arrived: AsyncStream<Letter>.Continuation

    init() {
        (arrivals, arrived) = AsyncStream.makeStream()
    }

    var mailbox: Mailbox {
        Mailbox { letter in
            self.letters.withLock { $0.append(letter) }
            self.arrived.yield(letter)
        }
    }

    var all: [Letter] { letters.withLock { $0 } }

    /// The token of the last letter of a kind.
    func token(_ kind: Letter.Kind) throws -> String {
        let letter = try #require(all.last { $0.kind == kind })
        return try #require(letter.link.split(separator: "=").last.map(String.init))
    }

    /// Waits for a letter of this kind.
    func next(_ kind: Letter.Kind) async {
        for await letter in arrivals where letter.kind == kind { return }
    }
}
