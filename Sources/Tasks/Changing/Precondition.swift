/// What `If-Match` asks of a task's version (RFC 9110, section 13.1.1).
public enum Precondition: Sendable, Equatable {
    case none
    /// `*`: the task must exist.
    case exists
    /// One of these.
    case versions([Int64])
    /// Nobody can tell what it asks; refused only after it is known that the task exists.
    case malformed

    func check(_ version: Int64) throws(TodoError) {
        switch self {
        case .none, .exists: break
        case .versions(let versions):
            guard versions.contains(version) else { throw .versionMismatch(current: version) }
        case .malformed: throw .invalid([("If-Match", "must be * or a list of entity tags such as \"3\"")])
        }
    }
}
