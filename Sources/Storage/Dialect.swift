/// The SQL that a database speaks. Differences are named fragments here, never spread over the features.
public enum Dialect: Sendable {
    case sqlite
    case postgres

    /// Whether the text of `column` contains `needle`, byte by byte.
    public func contains(_ column: SQL, _ needle: String) -> SQL {
        switch self {
        case .sqlite: "contains_text(\(column), \(needle))"
        case .postgres: "position(\(needle) in \(column)) > 0"
        }
    }

    /// Behind a table: read it by this index. Without statistics SQLite would rather sort than read in order.
    public func index(_ name: String) -> SQL {
        switch self {
        case .sqlite: "INDEXED BY \(unsafeSQL: name)"
        case .postgres: ""
        }
    }

    /// Behind a table: read it in the order of its primary key.
    public func primaryKey(of table: String) -> SQL {
        switch self {
        // A table WITHOUT ROWID is an index, and this is its name.
        case .sqlite: index("sqlite_autoindex_\(table)_1")
        case .postgres: ""
        }
    }

    /// The database's own clock, in milliseconds since 1970: what several processes agree on.
    public var now: SQL {
        switch self {
        case .sqlite: "CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER)"
        case .postgres: "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)"
        }
    }
}
