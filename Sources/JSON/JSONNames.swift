/// The names that an object has so far, by their bytes: Swift compares text by canonical equivalence, JSON by
/// code points.
struct JSONNames {
    /// So many are compared one by one, which is faster than hashing them. More are hashed, so that an object of a
    /// hundred thousand members does not take billions of comparisons.
    private static let few = 16

    private var hashed: Set<[UInt8]> = []

    /// Notes the name of the member that follows `members`; false when one of them has it.
    mutating func insert(_ name: String, after members: [JSONMember]) -> Bool {
        if members.count < Self.few {
            return !members.contains { $0.name.utf8.elementsEqual(name.utf8) }
        }
        if hashed.isEmpty { hashed = Set(members.map { Array($0.name.utf8) }) }
        return hashed.insert(Array(name.utf8)).inserted
    }
}
