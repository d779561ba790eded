import Storage

/// Hashes and verifies passwords: two at once, 32 waiting, the next one is refused.
public final class PasswordHasher: Sendable {
    private let parameters: Argon2id
    private let lanes: BoundedLanes

    public convenience init(parameters: Argon2id = .standard) {
        self.init(
            parameters: parameters, lanes: BoundedLanes(running: 2, waiting: 32, onIdle: HashMemory.shared.release))
    }

    init(parameters: Argon2id, lanes: BoundedLanes) {
        self.parameters = parameters
        self.lanes = lanes
    }

    /// The hash of a password with a new salt, as a PHC string.
    func hash(_ password: Password) async throws(AccountError) -> String {
        guard let hash = await lanes.run({ [parameters] in parameters.hash(password.bytes) }) ?? nil else {
            throw .busy
        }
        return hash.text
    }

    /// Whether the password has this hash. Without one the answer is no, after the same work.
    func verify(_ password: Password, against hash: String?) async throws(AccountError) -> Bool {
        let expected: PHCString
        if let hash {
            guard let stored = PHCString(hash) else {
                throw .storage(.unreadable("a password hash is no PHC string of Argon2id"))
            }
            expected = stored
        } else {
            expected = parameters.unmatchable
        }
        guard let matches = await lanes.run({ Argon2id.verify(password.bytes, against: expected) }) ?? nil else {
            throw .busy
        }
        return matches
    }

    /// Whether a hash has other parameters than new ones get.
    func isOutdated(_ hash: String) -> Bool {
        PHCString(hash)?.parameters != parameters
    }
}
