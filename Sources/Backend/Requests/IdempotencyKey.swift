import API
import Crypto
import HTTPTypes
import Hummingbird
import Notifications
import Storage
import Time

/// A request that its client may repeat: (person, method, path, key) and the hash of the body.
struct IdempotencyKey: Hashable, Sendable {
    let user: Identifier
    let method: String
    let path: String
    let key: String
    let bodyHash: [UInt8]

    /// How long an answer is kept, in seconds.
    static let lifetime: Int64 = 86400

    /// Nil when the request has none.
    init?(_ request: Request, user: Identifier, body: [UInt8]) throws(Problem) {
        let values = request.headers[values: .idempotencyKey]
        guard let key = values.first else { return nil }
        guard values.count == 1, (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            throw .invalid([FieldError("Idempotency-Key", "must be one value of 1 to 255 visible ASCII characters")])
        }
        self.user = user
        self.method = request.method.rawValue
        self.path = request.uri.path
        self.key = key
        bodyHash = Array(SHA256.hash(data: body))
    }

    /// The answer that the first of these requests got, if there was one.
    ///
    /// - Parameter box: opens an answer that holds a secret.
    func stored(at now: Instant, box: SecretBox, in connection: any Connection) throws -> Answer? {
        let found = try connection.first(
            """
            SELECT body_hash, status, location, etag, body, created_at, sealed FROM idempotency_keys
            WHERE user_id = \(user) AND method = \(method) AND path = \(path) AND key = \(key)
            """
        ) { row in
            (
                hash: try row.bytes(0),
                answer: Answer(
                    status: .init(code: try row.int(1)), body: try row.bytes(4), location: try row.optionalText(2),
                    etag: try row.optionalText(3), isSecret: try row.bool(6)),
                createdAt: try row.instant(5)
            )
        }
        guard let found, found.createdAt.adding(seconds: Self.lifetime) >= now else { return nil }
        guard found.hash == bodyHash else {
            throw Problem.invalid([FieldError("Idempotency-Key", "was used with another body before")])
        }
        var answer = found.answer
        if answer.isSecret { answer.body = try box.open(answer.body, for: place) }
        return answer
    }

    /// Keeps the answer, in the transaction of the change that it tells of, in place of one that has expired.
    func store(_ answer: Answer, at now: Instant, box: SecretBox, in connection: any Connection) throws {
        let body = answer.isSecret ? try box.seal(answer.body, for: place) : answer.body
        try connection.execute(
            """
            INSERT INTO idempotency_keys
                (user_id, method, path, key, body_hash, status, location, etag, body, created_at, sealed)
            VALUES (\(user), \(method), \(path), \(key), \(bodyHash), \(answer.status.code), \(answer.location),
                \(answer.etag), \(body), \(now), \(answer.isSecret))
            ON CONFLICT (user_id, method, path, key) DO UPDATE SET body_hash = excluded.body_hash,
                status = excluded.status, location = excluded.location, etag = excluded.etag, body = excluded.body,
                created_at = excluded.created_at, sealed = excluded.sealed
            """)
    }

    /// What a kept answer is sealed for.
    private var place: String { "idempotency_keys/\(user) \(method) \(path) \(key)" }
}
