/// One numbered step of the schema. Steps are only ever added; a landed step never changes.
/// Every dialect has the same numbers and names.
public struct Migration: Sendable {
    public let number: Int
    public let name: String
    /// Statements separated by semicolons, in the dialect of the driver that lists the step.
    public let script: String

    public init(number: Int, name: String, script: String) {
        self.number = number
        self.name = name
        self.script = script
    }
}

/// A migration and whether a database has it.
public struct MigrationStatus: Sendable, Equatable {
    public let number: Int
    public let name: String
    public let isApplied: Bool

    public init(number: Int, name: String, isApplied: Bool) {
        self.number = number
        self.name = name
        self.isApplied = isApplied
    }
}

/// A database whose schema can be brought up to date.
public protocol Migrating: Sendable {
    /// Applies what is missing, each step in a transaction of its own. Safe to run from several processes at once.
    /// Throws ``StorageError/schema(_:)`` when the database is newer than this program.
    func migrate() async throws -> [MigrationStatus]

    func migrationStatus() async throws -> [MigrationStatus]
}
