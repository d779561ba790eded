import Storage

/// Whether the database's schema is this program's.
struct SchemaCheck {
    let status: [MigrationStatus]

    var finding: Finding {
        let missing = status.filter { !$0.isApplied }
        guard missing.isEmpty else {
            let names = missing.map { "\($0.number) \($0.name)" }.joined(separator: ", ")
            return .problem(
                "schema", "\(missing.count) of \(status.count) migrations missing: \(names)",
                advice: "run `todo migrate`, or start `todo serve`")
        }
        return .ok("schema", "\(status.count) migrations, none missing")
    }
}
