import CArgon2

/// Argon2id (RFC 9106) through libargon2; hashes are in the PHC string format and carry their own parameters.
public struct Argon2id: Hashable, Sendable {
    public let kibibytes: UInt32
    public let passes: UInt32
    public let lanes: UInt32

    public init(kibibytes: UInt32, passes: UInt32, lanes: UInt32) {
        self.kibibytes = kibibytes
        self.passes = passes
        self.lanes = lanes
    }

    /// OWASP's first recommendation: 19 MiB, two passes, one lane.
    public static let standard = Argon2id(kibibytes: 19 * 1024, passes: 2, lanes: 1)

    private static let saltLength = 16
    private static let hashLength = 32

    enum Verdict {
        case matches, differs
        /// The hash is no PHC string, or there is no memory.
        case failed
    }

    /// Nil when the parameters are not acceptable or there is no memory.
    func hash(_ password: [UInt8], salt: [UInt8]) -> String? {
        let length = argon2_encodedlen(
            passes, kibibytes, lanes, UInt32(salt.count), UInt32(Self.hashLength), Argon2_id)
        var encoded = [CChar](repeating: 0, count: length)
        let code = argon2id_hash_encoded(
            passes, kibibytes, lanes, password, password.count, salt, salt.count, Self.hashLength, &encoded, length)
        guard code == ARGON2_OK.rawValue else { return nil }
        return String(decoding: encoded.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    func hash(_ password: [UInt8]) -> String? {
        var generator = SystemRandomNumberGenerator()
        return hash(password, salt: (0..<Self.saltLength).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }

    static func verify(_ password: [UInt8], against encoded: String) -> Verdict {
        switch argon2id_verify(encoded, password, password.count) {
        case ARGON2_OK.rawValue: .matches
        case ARGON2_VERIFY_MISMATCH.rawValue: .differs
        default: .failed
        }
    }

    /// How a hash with these parameters begins.
    var prefix: String { "$argon2id$v=19$m=\(kibibytes),t=\(passes),p=\(lanes)$" }

    /// A hash with these parameters that no password has: salt and hash are all zeros.
    var unmatchable: String {
        // Base64 without padding: 16 bytes are 22 characters, 32 bytes are 43.
        prefix + String(repeating: "A", count: 22) + "$" + String(repeating: "A", count: 43)
    }
}
