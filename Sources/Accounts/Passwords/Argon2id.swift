import CArgon2

/// The parameters of Argon2id (RFC 9106), computed by libargon2.
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

    /// A hash with a new salt; nil when there is no memory.
    func hash(_ password: [UInt8]) -> PHCString? {
        var generator = SystemRandomNumberGenerator()
        let salt = (0..<Self.saltLength).map { _ in UInt8.random(in: 0...255, using: &generator) }
        return tag(password, salt: salt, length: Self.hashLength).map {
            PHCString(parameters: self, salt: salt, hash: $0)
        }
    }

    /// Whether the password has this hash; nil when there is no memory, or the parameters are not acceptable.
    static func verify(_ password: [UInt8], against expected: PHCString) -> Bool? {
        guard let tag = expected.parameters.tag(password, salt: expected.salt, length: expected.hash.count) else {
            return nil
        }
        // In constant time, as far as bytes go.
        return zip(tag, expected.hash).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// A hash with these parameters that no password has: salt and hash are all zeros.
    var unmatchable: PHCString {
        PHCString(
            parameters: self, salt: Array(repeating: 0, count: Self.saltLength),
            hash: Array(repeating: 0, count: Self.hashLength))
    }

    /// The algorithm's output (RFC 9106, section 3.2).
    func tag(_ password: [UInt8], salt: [UInt8], length: Int) -> [UInt8]? {
        // libargon2 takes pointers that it could write to, and does not.
        var (password, salt) = (password, salt)
        var tag = [UInt8](repeating: 0, count: length)
        let code = password.withUnsafeMutableBufferPointer { password in
            salt.withUnsafeMutableBufferPointer { salt in
                tag.withUnsafeMutableBufferPointer { tag in
                    var context = argon2_context()
                    (context.out, context.outlen) = (tag.baseAddress, UInt32(tag.count))
                    (context.pwd, context.pwdlen) = (password.baseAddress, UInt32(password.count))
                    (context.salt, context.saltlen) = (salt.baseAddress, UInt32(salt.count))
                    (context.m_cost, context.t_cost) = (kibibytes, passes)
                    (context.lanes, context.threads) = (lanes, lanes)
                    context.version = UInt32(ARGON2_VERSION_13.rawValue)
                    context.allocate_cbk = Self.allocate
                    context.free_cbk = Self.free
                    return argon2id_ctx(&context)
                }
            }
        }
        return code == ARGON2_OK.rawValue ? tag : nil
    }

    private static let allocate: @convention(c) (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?, Int) -> Int32 = {
        memory, count in
        guard let memory, let block = HashMemory.shared.take(count) else {
            return ARGON2_MEMORY_ALLOCATION_ERROR.rawValue
        }
        memory.pointee = block.assumingMemoryBound(to: UInt8.self)
        return ARGON2_OK.rawValue
    }

    /// libargon2 has wiped it by now.
    private static let free: @convention(c) (UnsafeMutablePointer<UInt8>?, Int) -> Void = { memory, count in
        if let memory { HashMemory.shared.give(back: UnsafeMutableRawPointer(memory), count) }
    }
}
