import API
import Accounts
import Backend
import Events
import Foundation
import HTTPService
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JSON
import Logging
import NIOCore
import Storage
import StorageSQLite
import Tasks
import Testing
import Time

/// The whole API over a database of its own, without a socket.
final class TestServer: Sendable {
    let database: SQLiteDatabase
    let accounts: AccountService
    let client: any TestClientProtocol
    /// The letters that people were sent.
    let letters: Letters
    /// The signature of every route that the backend answers, as in `GET /api/tasks/{id}`.
    let routes: [String]
    private let path: String

    private init(
        path: String, database: SQLiteDatabase, accounts: AccountService, letters: Letters,
        routes: [String], client: any TestClientProtocol
    ) {
        self.routes = routes
        self.letters = letters
        self.path = path
        self.database = database
        self.accounts = accounts
        self.client = client
    }

    deinit {
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }

    /// Runs `test` against a new server.
    static func run(
        registration: RegistrationPolicy = .open, limits: AccountLimits = AccountLimits(isOn: false),
        _ test: @Sendable (TestServer) async throws -> Void
    ) async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "todo-\(UUID()).sqlite").path
        let database = try SQLiteDatabase(path: path)
        _ = try await database.migrate()
        let clock = WallClock.system
        let signal = LogSignal()
        let letters = Letters()
        let log = EventLog(clock: clock, wake: { signal.wake($0) })
        let secret = Array(repeating: UInt8(ascii: "s"), count: 32)
        let accounts = await AccountService(
            database: database, log: log, clock: clock, secrets: try #require(AccountSecrets(current: secret)),
            hasher: PasswordHasher(parameters: Argon2id(kibibytes: 64, passes: 1, lanes: 1)), limits: limits,
            registration: registration, mailbox: letters.mailbox, publicURL: "http://localhost")
        let backend = Backend(
            database: database, todos: Todos(log: log, clock: clock), accounts: accounts,
            streams: EventStreams(database: database, signal: signal), clock: clock, secret: secret)
        let router = Router(context: ServiceContext.self)
        backend.add(to: router)
        let signatures = router.routes.map { "\($0.method.rawValue) \($0.path)" }
        let edge = Edge(
            router.buildResponder(), problems: Backend.problem(for:), routes: RouteTable(router),
            logger: Logger(label: "test"))
        try await Application(responder: edge).test(.router) { client in
            try await test(
                TestServer(
                    path: path, database: database, accounts: accounts, letters: letters,
                    routes: signatures, client: client))
        }
    }

    /// A new person, signed in.
    func person(zone: String = "UTC") async throws -> Person {
        let name = UUID().uuidString.prefix(8)
        let signedIn = try await accounts.register(
            Registration(
                email: try #require(EmailAddress("\(name)@example.org")),
                password: try #require(Password("correct horse")),
                name: "A person", zone: try #require(Zone(identifier: zone))),
            from: Caller(address: "127.0.0.1", userAgent: "test", traceparent: ""))
        return Person(server: self, token: signedIn.accessToken)
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, fields: HTTPFields = [:]
    ) async throws -> Reply {
        var fields = fields
        if body != nil, fields[.contentType] == nil { fields[.contentType] = "application/json" }
        let response = try await client.execute(
            uri: path, method: method, headers: fields, body: body.map { ByteBuffer(string: $0) })
        return Reply(response)
    }
}

/// Somebody who sends requests with a credential.
struct Person: Sendable {
    let server: TestServer
    let token: String

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, fields: HTTPFields = [:]
    ) async throws -> Reply {
        var fields = fields
        fields[.authorization] = "Bearer \(token)"
        return try await server.send(method, path, body, fields: fields)
    }

    /// Makes a task of this body.
    func create(_ body: String = #"{"title": "Buy milk"}"#) async throws -> JSONValue {
        let reply = try await send(.post, "/api/tasks", body)
        #expect(reply.status == .created)
        return reply.json
    }
}

/// An answer.
struct Reply: Sendable {
    let status: HTTPResponse.Status
    let fields: HTTPFields
    let text: String

    init(_ response: TestResponse) {
        status = response.status
        fields = response.headers
        text = String(buffer: response.body)
    }

    /// The body; null when it is no JSON.
    var json: JSONValue { (try? JSONParser.parse(text.utf8)) ?? .null }

    /// The fields that a 422 names.
    var refused: [String] { json["errors"]?.array?.compactMap { $0["field"]?.string } ?? [] }
}
