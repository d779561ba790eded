/// What `If-Match` asks of a task's version (RFC 9110, section 13.1.1).
public enum Precondition: Sendable, Equatable {
    case none
    /// `*`: the task must exist.
    case exists
    /// One of these.
    case versions([Int64])

    func check(_ version: Int64) throws(TodoError) {
        if case .versions(let versions) = self, !versions.contains(version) {
            throw .versionMismatch(current: version)
        }
    }
}
