#if canImport(Glibc)
import CArgon2
#endif

/// Hashes and verifies passwords: two at once, 32 waiting, the next one is refused.
public final class PasswordHasher: Sendable {
    private let parameters: Argon2id
    private let lanes: BoundedLanes
    private let unmatchable: String

    public convenience init(parameters: Argon2id = .standard) {
        self.init(parameters: parameters, lanes: BoundedLanes(running: 2, waiting: 32))
    }

    init(parameters: Argon2id, lanes: BoundedLanes) {
        self.parameters = parameters
        self.lanes = lanes
        unmatchable = parameters.unmatchable
        #if canImport(Glibc)
        // Once a large block was freed, glibc keeps blocks of that size for itself; fixing the threshold gives each
        // hash's 19 MiB back to the system.
        mallopt(M_MMAP_THRESHOLD, 4 << 20)
        #endif
    }

    /// The PHC string of a password with a new salt.
    func hash(_ password: Password) async throws(AccountError) -> String {
        guard let hash = await lanes.run({ [parameters] in parameters.hash(password.bytes) }) ?? nil else {
            throw .busy
        }
        return hash
    }

    /// Whether the password has this hash. Without one the answer is no, after the same work.
    func verify(_ password: Password, against hash: String?) async throws(AccountError) -> Bool {
        let encoded = hash ?? unmatchable
        switch await lanes.run({ Argon2id.verify(password.bytes, against: encoded) }) {
        case .matches: return true
        case .differs: return false
        case .failed, nil: throw .busy
        }
    }

    /// Whether a hash has other parameters than new ones get.
    func isOutdated(_ hash: String) -> Bool {
        !hash.hasPrefix(parameters.prefix)
    }
}
