/// A statement with its values. Interpolation binds; the spelling that does not is called `unsafeSQL:`.
///
/// ```swift
/// let query: SQL = "SELECT title FROM tasks WHERE id = \(id) AND \(condition)"
/// ```
public struct SQL: Sendable, ExpressibleByStringInterpolation {
    /// The statement with a `?` for each value.
    public private(set) var text: String
    public private(set) var values: [SQLValue]
    /// UTF-8 offsets of the placeholders in ``text``, for dialects that number them.
    public private(set) var placeholders: [Int]

    public init(stringLiteral text: String) {
        self.text = text
        values = []
        placeholders = []
    }

    public init(stringInterpolation: Interpolation) {
        self = stringInterpolation.sql
    }

    public struct Interpolation: StringInterpolationProtocol {
        var sql: SQL = ""

        public init(literalCapacity: Int, interpolationCount: Int) {
            sql.text.reserveCapacity(literalCapacity + interpolationCount * 2)
            sql.values.reserveCapacity(interpolationCount)
            sql.placeholders.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ literal: String) {
            sql.text += literal
        }

        public mutating func appendInterpolation(_ value: some SQLConvertible) {
            sql.bind(value.sqlValue)
        }

        public mutating func appendInterpolation(_ value: (some SQLConvertible)?) {
            sql.bind(value?.sqlValue ?? .null)
        }

        /// A part of a statement, with its own values.
        public mutating func appendInterpolation(_ fragment: SQL) {
            sql += fragment
        }

        /// Text that becomes part of the statement as it stands: never anything that came from outside.
        public mutating func appendInterpolation(unsafeSQL text: String) {
            sql.text += text
        }
    }

    private mutating func bind(_ value: SQLValue) {
        placeholders.append(text.utf8.count)
        values.append(value)
        text += "?"
    }

    public static func += (left: inout SQL, right: SQL) {
        if !right.values.isEmpty {
            let offset = left.text.utf8.count
            left.placeholders.append(contentsOf: right.placeholders.lazy.map { $0 + offset })
            left.values.append(contentsOf: right.values)
        }
        left.text += right.text
    }

    /// The fragments with `separator` between them; empty for no fragments.
    public static func joined(_ fragments: [SQL], separator: String) -> SQL {
        var joined: SQL = ""
        for (index, fragment) in fragments.enumerated() {
            if index > 0 { joined.text += separator }
            joined += fragment
        }
        return joined
    }

    /// `(?, ?, …)` for an `IN`; never matches when there is no value.
    public static func list(_ values: some Sequence<some SQLConvertible>) -> SQL {
        "(\(joined(values.map { "\($0)" as SQL }, separator: ", ")))"
    }
}
