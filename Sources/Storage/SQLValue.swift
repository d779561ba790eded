public import Time

/// What a statement binds and a row holds.
public enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case bytes([UInt8])
    /// 16 bytes: a blob in SQLite, a `uuid` in PostgreSQL.
    case identifier(Identifier)
}

/// A Swift value with one form in the database.
public protocol SQLConvertible {
    var sqlValue: SQLValue { get }
}

extension SQLValue: SQLConvertible {
    public var sqlValue: SQLValue { self }
}

extension Int: SQLConvertible {
    public var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Int64: SQLConvertible {
    public var sqlValue: SQLValue { .integer(self) }
}

/// 0 or 1: the same in both dialects, so that counters can add them up.
extension Bool: SQLConvertible {
    public var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}

extension String: SQLConvertible {
    public var sqlValue: SQLValue { .text(self) }
}

extension [UInt8]: SQLConvertible {
    public var sqlValue: SQLValue { .bytes(self) }
}

extension Identifier: SQLConvertible {
    public var sqlValue: SQLValue { .identifier(self) }
}

/// Milliseconds since 1970.
extension Instant: SQLConvertible {
    public var sqlValue: SQLValue { .integer(milliseconds) }
}
