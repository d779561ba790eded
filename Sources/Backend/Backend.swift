public import API
public import Accounts
public import Events
import HTTPService
import Hummingbird
public import Notifications
public import Storage
public import Tasks
public import Time

/// The API: every endpoint of the contract over the features.
public struct Backend: Sendable {
    private let auth: AuthEndpoints
    private let sessions: SessionEndpoints
    private let passwords: PasswordEndpoints
    private let emails: EmailEndpoints
    private let users: UserEndpoints
    private let export: ExportEndpoint
    private let todos: TodoEndpoints
    private let recurringTasks: RecurringTaskEndpoints
    private let events: EventEndpoints
    private let webhooks: WebhookEndpoints
    private let subscriptions: PushSubscriptionEndpoints
    private let reminders: ReminderEndpoints
    private let notices: NoticeEndpoints
    private let deliveries: DeliveryEndpoints
    private let unsubscribe: UnsubscribeEndpoint

    /// - Parameter secret: `JWT_SECRET`; the key that signs cursors is derived from it.
    public init(
        database: any Database, todos: Todos, accounts: AccountService, streams: EventStreams,
        destinations: Destinations,
        clock: WallClock, secret: [UInt8], unsubscribing: Unsubscribing
    ) {
        let check = SessionCheck(gate: accounts.gate)
        let cursors = Cursors(secret: secret)
        let changes = Changes(database: database, clock: clock, box: destinations.box)
        let series = RecurringTasks(todos: todos)
        auth = AuthEndpoints(accounts: accounts, sessions: check)
        sessions = SessionEndpoints(accounts: accounts, database: database, sessions: check)
        passwords = PasswordEndpoints(accounts: accounts, changes: changes, sessions: check)
        emails = EmailEndpoints(accounts: accounts)
        users = UserEndpoints(
            accounts: accounts, todos: todos, database: database, changes: changes, sessions: check)
        export = ExportEndpoint(
            accounts: accounts, todos: todos, series: series, webhooks: destinations.webhooks,
            subscriptions: destinations.subscriptions, database: database, sessions: check, clock: clock)
        self.todos = TodoEndpoints(
            todos: todos, database: database, changes: changes, sessions: check, cursors: cursors, clock: clock)
        recurringTasks = RecurringTaskEndpoints(
            series: series, database: database, changes: changes, sessions: check, cursors: cursors)
        events = EventEndpoints(streams: streams, sessions: check)
        webhooks = WebhookEndpoints(
            webhooks: destinations.webhooks, deliveries: destinations.deliveries, database: database, changes: changes,
            sessions: check, cursors: cursors)
        subscriptions = PushSubscriptionEndpoints(
            subscriptions: destinations.subscriptions, keys: destinations.keys, database: database, changes: changes,
            sessions: check, cursors: cursors)
        reminders = ReminderEndpoints(
            todos: todos, database: database, changes: changes, sessions: check, clock: clock)
        notices = NoticeEndpoints(
            notices: destinations.notices, database: database, changes: changes, sessions: check, cursors: cursors)
        deliveries = DeliveryEndpoints(
            deliveries: destinations.deliveries, database: database, changes: changes, sessions: check,
            cursors: cursors)
        unsubscribe = UnsubscribeEndpoint(unsubscribing: unsubscribing, database: database, clock: clock)
    }

    /// What a failure of the features means to a client; nil for what nobody foresaw.
    @Sendable public static func problem(for error: any Error) -> Problem? {
        Problem(mapping: error)
    }

    /// Adds the routes of the API and of its document.
    func add(to router: Router<ServiceContext>) {
        // The router asks its routes in this order: what is asked for most comes first.
        todos.add(to: router)
        auth.add(to: router)
        sessions.add(to: router)
        passwords.add(to: router)
        emails.add(to: router)
        users.add(to: router)
        export.add(to: router)
        recurringTasks.add(to: router)
        events.add(to: router)
        webhooks.add(to: router)
        subscriptions.add(to: router)
        reminders.add(to: router)
        notices.add(to: router)
        deliveries.add(to: router)
        unsubscribe.add(to: router)
        DocumentationEndpoints().add(to: router)
    }
}
