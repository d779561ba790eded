import API
import Accounts
import Backend
import Egress
import Events
import Foundation
import HTTPService
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JSON
import Logging
import NIOCore
import Notifications
import Storage
import StorageSQLite
import Tasks
import Testing
import Time

/// The whole server over a database file, without a socket.
final class TestServer: Sendable {
    let database: SQLiteDatabase
    let accounts: AccountService
    let streams: EventStreams
    let destinations: Destinations
    let signal: LogSignal
    let edge: Edge<RouterResponder<ServiceContext>>
    let client: any TestClientProtocol
    /// The letters that people were sent.
    let letters: Letters
    /// The signature of every route that the server answers, as in `GET /api/tasks/{id}`.
    let routes: [String]
    /// What `JWT_SECRET` is.
    static let secret = Array(repeating: UInt8(ascii: "s"), count: 32)

    private init(
        database: SQLiteDatabase, accounts: AccountService, streams: EventStreams, destinations: Destinations,
        signal: LogSignal,
        edge: Edge<RouterResponder<ServiceContext>>, letters: Letters, routes: [String],
        client: any TestClientProtocol
    ) {
        self.database = database
        self.accounts = accounts
        self.streams = streams
        self.destinations = destinations
        self.signal = signal
        self.edge = edge
        self.letters = letters
        self.routes = routes
        self.client = client
    }

    /// Runs `test` against a new server.
    ///
    /// - Parameter file: where its database is; two servers with one file are two processes to each other.
    static func run(
        registration: RegistrationPolicy = .open, limits: AccountLimits = AccountLimits(isOn: false),
        clock: WallClock = .system, on file: DatabaseFile = DatabaseFile(),
        _ test: @Sendable (TestServer) async throws -> Void
    ) async throws {
        let database = try SQLiteDatabase(path: file.path)
        _ = try await database.migrate()
        let signal = LogSignal()
        let letters = Letters()
        let log = EventLog(clock: clock, wake: { signal.wake($0) })
        let accounts = await AccountService(
            database: database, log: log, clock: clock, secrets: try #require(AccountSecrets(current: secret)),
            hasher: PasswordHasher(parameters: Argon2id(kibibytes: 64, passes: 1, lanes: 1)), limits: limits,
            registration: registration, mailbox: letters.mailbox, publicURL: "http://localhost")
        let streams = EventStreams(database: database, signal: signal, clock: clock)
        let destinations = Destinations(
            database: database, log: log, egress: Egress(), box: SecretBox(secret: secret), clock: clock)
        let router = Backend(
            database: database, todos: Todos(log: log, clock: clock), accounts: accounts, streams: streams,
            destinations: destinations, clock: clock, secret: secret,
            unsubscribing: Unsubscribing(publicURL: "http://localhost", secret: secret)
        ).router(
            readiness: [], draining: Draining(),
            operations: Operations(metrics: PrometheusRegistry(), workers: { $0.object { _ in } }))
        let signatures = router.routes.map { "\($0.method.rawValue) \($0.path)" }
        let routes = RouteTable(router)
        let edge = Edge(
            router.buildResponder(), problems: Backend.problem(for:), routes: routes, logger: Logger(label: "test"))
        try await Application(responder: edge).test(.router) { client in
            try await test(
                TestServer(
                    database: database, accounts: accounts, streams: streams, destinations: destinations,
                    signal: signal, edge: edge,
                    letters: letters, routes: signatures, client: client))
        }
        withExtendedLifetime(file) {}
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
