/// What came back, whatever its status. A redirect is an answer like any other: nothing follows it.
public struct OutboundAnswer: Sendable, Equatable {
    /// 200 to 599; whatever the other side claims.
    public let status: Int
    /// The beginning of the content, at most ``maximumBody`` bytes.
    public let body: [UInt8]
    /// Whether there was more, which nobody waited for.
    public let isCut: Bool
    private let fields: [String: String]

    /// Bytes of content that are read.
    public static let maximumBody = 64 * 1024

    /// - Parameter lines: the header lines of the answer, the status line left out.
    init(status: Int, lines: [String], body: [UInt8], isCut: Bool) {
        self.status = status
        self.body = body
        self.isCut = isCut
        var fields: [String: String] = [:]
        for line in lines {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let name = line[..<colon].lowercased()
            if fields[name] == nil { fields[name] = String(line[line.index(after: colon)...].trimmed) }
        }
        self.fields = fields
    }

    /// The first field of this name, in whatever case; without white space around it.
    public subscript(field name: String) -> String? { fields[name.lowercased()] }
}

extension Substring {
    /// Without white space at both ends.
    fileprivate var trimmed: Substring {
        let start = drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return start[...last]
    }
}
