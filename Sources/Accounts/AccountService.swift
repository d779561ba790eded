public import Events
public import Storage
public import Time

/// Everything that happens to an account: each verb is an extension in a file of its own.
///
/// What a person does to their own account comes in two steps, a check that may await (passwords are slow) and
/// a change inside the caller's transaction, so that an idempotency record can be written with it.
public struct AccountService: Sendable {
    public let gate: SessionGate
    let database: any Database
    let log: EventLog
    let clock: WallClock
    let hasher: PasswordHasher
    let accessTokens: AccessTokens
    let refreshKeys: RefreshKeys
    let limits: AccountLimits
    let registration: RegistrationPolicy
    let mailbox: Mailbox
    let links: LetterLinks
    let background = BackgroundWork()

    /// - Parameters:
    ///   - publicURL: where people reach the server, for the links in letters; without a slash at its end.
    ///   - limits: one for all services of a process.
    public init(
        database: any Database, log: EventLog, clock: WallClock, secrets: AccountSecrets, hasher: PasswordHasher,
        limits: AccountLimits, registration: RegistrationPolicy, mailbox: Mailbox, publicURL: String
    ) async {
        self.database = database
        self.log = log
        self.clock = clock
        self.hasher = hasher
        self.limits = limits
        self.registration = registration
        self.mailbox = mailbox
        accessTokens = await AccessTokens(secrets: secrets)
        refreshKeys = RefreshKeys(secrets: secrets)
        gate = SessionGate(tokens: accessTokens, database: database, clock: clock)
        links = LetterLinks(publicURL: publicURL)
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws(AccountError) -> Value {
        do { return try await database.read(.lookup, body) } catch { throw AccountError(error) }
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws(AccountError) -> Value {
        do { return try await database.write(body) } catch { throw AccountError(error) }
    }
}
