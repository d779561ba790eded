public import Storage

/// The key pair that push services know the server by: made once, kept sealed in the database, the same for every
/// process.
public struct ServerKeys: Sendable {
    private static let name = "vapid"
    private static let place = "server_keys/vapid"

    private let database: any Database
    private let box: SecretBox

    public init(database: any Database, box: SecretBox) {
        self.database = database
        self.box = box
    }

    /// The pair; of several processes that ask at once for the first time, one makes it.
    ///
    /// Each `JWT_SECRET` has a row of its own: browsers subscribe to a key, so that a process with a wrong secret must
    /// not replace the pair, and after a change of the secret the pair is sealed anew, not made anew.
    public func vapid() async throws -> VAPIDKey {
        if let key = try await database.read(.lookup, { try stored(in: $0) }) { return key }
        return try await database.write { connection in
            if let key = try stored(in: connection) { return key }
            let key = try previous(in: connection) ?? VAPIDKey()
            try connection.execute(
                """
                INSERT INTO server_keys (name, sealed_with, sealed)
                VALUES (\(Self.name), \(box.keyIdentifier), \(try box.seal(key.bytes, for: Self.place)))
                ON CONFLICT (name, sealed_with) DO NOTHING
                """)
            return try stored(in: connection) ?? key
        }
    }

    private func stored(in connection: any Connection) throws -> VAPIDKey? {
        try key(sealedWith: box.keyIdentifier, in: connection)
    }

    private func previous(in connection: any Connection) throws -> VAPIDKey? {
        try box.previousKeyIdentifier.flatMap { try key(sealedWith: $0, in: connection) }
    }

    private func key(sealedWith identifier: [UInt8], in connection: any Connection) throws -> VAPIDKey? {
        let sealed = try connection.first(
            "SELECT sealed FROM server_keys WHERE name = \(Self.name) AND sealed_with = \(identifier)"
        ) { try $0.bytes(0) }
        guard let sealed else { return nil }
        guard let key = VAPIDKey(bytes: try box.open(sealed, for: Self.place)) else { throw SecretBoxError.damaged }
        return key
    }
}
