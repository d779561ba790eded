import Storage
import Synchronization
import Time

/// How often strangers may try what an account depends on. Kept in memory: a restart forgives.
///
/// Nobody can be locked out by a stranger elsewhere: each network has its own allowance for an account; the limit
/// over all networks spares those from which the account is signed in, and leaves every other network one attempt
/// an hour, so that the owner gets in from a new place while somebody is guessing.
public final class AccountLimits: Sendable {
    fileprivate struct AccountAtNetwork: Hashable, Sendable {
        let account: String
        let network: Network
    }

    fileprivate struct Tables {
        var signInHere = AttemptTable<AccountAtNetwork>(burst: 5, seconds: 30)
        var signInAnywhere = AttemptTable<String>(burst: 20, seconds: 180)
        var signInUnderAttack = AttemptTable<AccountAtNetwork>(burst: 1, seconds: 3600)
        var signInOfNetwork = AttemptTable<Network>(burst: 60, seconds: 10)
        var passwords = AttemptTable<Identifier>(burst: 5, seconds: 30)
        var registrations = AttemptTable<Network>(burst: 10, seconds: 60)
        var forgotten = AttemptTable<Network>(burst: 10, seconds: 60)
        var resetLetters = AttemptTable<String>(burst: 3, seconds: 1200)
        var confirmationLetters = AttemptTable<String>(burst: 3, seconds: 28800)
    }

    /// What an attempt took, to be given back when it succeeds: only failures count.
    struct Permit: Sendable {
        fileprivate var giveBack: @Sendable (inout Tables) -> Void
    }

    private let isOn: Bool
    private let tables = Mutex(Tables())

    /// - Parameter isOn: false grants everything.
    public init(isOn: Bool = true) {
        self.isOn = isOn
    }

    func giveBack(_ permit: Permit) {
        tables.withLock { permit.giveBack(&$0) }
    }

    // MARK: Signing in

    /// - Parameters:
    ///   - account: the address's key, whether or not somebody has it.
    ///   - isKnown: whether the account is signed in from this network.
    func takeSignIn(
        account: String, network: Network, isKnown: Bool, at now: Instant
    ) throws(AccountError) -> Permit {
        let pair = AccountAtNetwork(account: account, network: network)
        return try take { tables in
            var taken: [@Sendable (inout Tables) -> Void] = []
            /// Seconds to wait, after giving back what was taken on the way.
            func refuse(_ wait: Int) -> Outcome {
                for giveBack in taken { giveBack(&tables) }
                return .refused(wait)
            }
            if let wait = tables.signInOfNetwork.take(network, at: now) { return refuse(wait) }
            taken.append { $0.signInOfNetwork.giveBack(network) }
            if let wait = tables.signInHere.take(pair, at: now) { return refuse(wait) }
            taken.append { $0.signInHere.giveBack(pair) }
            if !isKnown {
                if tables.signInAnywhere.take(account, at: now) == nil {
                    taken.append { $0.signInAnywhere.giveBack(account) }
                } else {
                    if let wait = tables.signInUnderAttack.take(pair, at: now) { return refuse(wait) }
                    taken.append { $0.signInUnderAttack.giveBack(pair) }
                }
            }
            return .granted(Permit { [taken] tables in for giveBack in taken { giveBack(&tables) } })
        }
    }

    /// - Parameter session: the one in which a password is to prove who asks.
    func takePasswordAttempt(session: Identifier, at now: Instant) throws(AccountError) -> Permit {
        try take { tables in
            if let wait = tables.passwords.take(session, at: now) { return .refused(wait) }
            return .granted(Permit { $0.passwords.giveBack(session) })
        }
    }

    // MARK: Everything else that a stranger can ask for

    func takeRegistration(network: Network, at now: Instant) throws(AccountError) {
        try take { $0.registrations.take(network, at: now) }
    }

    func takeForgotten(network: Network, at now: Instant) throws(AccountError) {
        try take { $0.forgotten.take(network, at: now) }
    }

    func takeResetLetter(email: EmailAddress, at now: Instant) -> Bool {
        !isOn || tables.withLock { $0.resetLetters.take(email.key, at: now) == nil }
    }

    /// A second line behind the database's count, which dies with its account: an address must not be written to by
    /// opening and deleting accounts.
    func takeConfirmationLetter(email: EmailAddress, at now: Instant) -> Bool {
        !isOn || tables.withLock { $0.confirmationLetters.take(email.key, at: now) == nil }
    }

    // MARK: Decisions

    private enum Outcome {
        case granted(Permit)
        case refused(Int)
    }

    private func take(_ decide: (inout Tables) -> Outcome) throws(AccountError) -> Permit {
        guard isOn else { return Permit { _ in } }
        let outcome = tables.withLock { decide(&$0) }
        switch outcome {
        case .granted(let permit): return permit
        case .refused(let wait): throw .tooManyAttempts(retryAfter: wait)
        }
    }

    private func take(_ wait: (inout Tables) -> Int?) throws(AccountError) {
        guard isOn, let seconds = tables.withLock({ wait(&$0) }) else { return }
        throw .tooManyAttempts(retryAfter: seconds)
    }
}
