public import Time

/// The current row of a result; valid only while its decoding closure runs. Columns count from 0.
/// A driver throws ``StorageError/unreadable(_:)`` when a column does not hold what is asked for.
public protocol Row {
    func isNull(_ column: Int) -> Bool
    func integer(_ column: Int) throws -> Int64
    func text(_ column: Int) throws -> String
    func bytes(_ column: Int) throws -> [UInt8]
    func identifier(_ column: Int) throws -> Identifier
}

extension Row {
    public func bool(_ column: Int) throws -> Bool { try integer(column) != 0 }
    public func int(_ column: Int) throws -> Int { Int(truncatingIfNeeded: try integer(column)) }
    public func instant(_ column: Int) throws -> Instant { Instant(milliseconds: try integer(column)) }

    public func optionalInteger(_ column: Int) throws -> Int64? { isNull(column) ? nil : try integer(column) }
    public func optionalText(_ column: Int) throws -> String? { isNull(column) ? nil : try text(column) }
    public func optionalBytes(_ column: Int) throws -> [UInt8]? { isNull(column) ? nil : try bytes(column) }
    public func optionalInstant(_ column: Int) throws -> Instant? { isNull(column) ? nil : try instant(column) }
    public func optionalIdentifier(_ column: Int) throws -> Identifier? {
        isNull(column) ? nil : try identifier(column)
    }
}
