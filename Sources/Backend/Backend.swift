public import Accounts
public import Events
public import HTTPService
public import Hummingbird
public import Storage
public import Tasks
public import Time

/// The API: every endpoint of the contract over the features.
public struct Backend: Sendable {
    private let todos: TodoEndpoints
    private let events: EventEndpoints

    /// - Parameter secret: `JWT_SECRET`; the key that signs cursors is derived from it.
    public init(
        database: any Database, todos: Todos, accounts: AccountService, streams: EventStreams, clock: WallClock,
        secret: [UInt8]
    ) {
        let sessions = SessionCheck(gate: accounts.gate)
        self.todos = TodoEndpoints(
            todos: todos, database: database, changes: Changes(database: database, clock: clock), sessions: sessions,
            cursors: Cursors(secret: secret), clock: clock)
        events = EventEndpoints(streams: streams, sessions: sessions)
    }

    /// Adds all routes.
    public func add(to router: Router<ServiceContext>) {
        router.add(middleware: ErrorMapping())
        todos.add(to: router)
        events.add(to: router)
    }
}
