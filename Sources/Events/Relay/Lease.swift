import Storage

/// The right of one process to do a work that several could do, for a limited time. Times are the database's.
///
/// A lease that ends much later than one taken now would is from a clock that has been set back since. It counts as
/// over: its holder, if it lives, takes another, and nobody waits for one that has died. A clock that is corrected by a
/// little costs nobody the lease.
struct Lease: Sendable {
    let name: String
    /// Tells this holder from all others, also from earlier ones on the same machine.
    let holder: String
    let duration: Duration

    /// Takes the lease or extends it. False when somebody else holds it.
    func take(in connection: any Connection) throws -> Bool {
        let now = connection.dialect.now
        return try connection.exists(
            """
            INSERT INTO leases (name, holder, expires_at) VALUES (\(name), \(holder), \(now) + \(duration.milliseconds))
            ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
            WHERE leases.holder = excluded.holder OR leases.expires_at <= \(now)
                OR leases.expires_at > excluded.expires_at + \(duration.milliseconds)
            RETURNING holder
            """)
    }

    func isHeldByAnother(in connection: any Connection) throws -> Bool {
        let now = connection.dialect.now
        return try connection.exists(
            """
            SELECT 1 FROM leases WHERE name = \(name) AND holder <> \(holder)
                AND expires_at > \(now) AND expires_at <= \(now) + \(2 * duration.milliseconds)
            """)
    }

    func release(in connection: any Connection) throws {
        try connection.execute("DELETE FROM leases WHERE name = \(name) AND holder = \(holder)")
    }
}
