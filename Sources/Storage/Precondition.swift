/// What `If-Match` asks of the version of something (RFC 9110, section 13.1.1).
public enum Precondition: Sendable, Equatable {
    case none
    /// `*`: it must exist.
    case exists
    /// One of these.
    case versions([Int64])
    /// Nobody can tell what it asks; refused only after it is known that the thing exists.
    case malformed

    /// - Parameter version: the one that it has now.
    public func check(_ version: Int64) throws(PreconditionError) {
        switch self {
        case .none, .exists: break
        case .versions(let versions):
            guard versions.contains(version) else { throw .versionMismatch(current: version) }
        case .malformed: throw .malformed
        }
    }
}

/// Why a change was not the one that its sender meant.
public enum PreconditionError: Error, Sendable, Equatable {
    /// `If-Match` names no version that the thing has.
    case versionMismatch(current: Int64)
    case malformed
}
