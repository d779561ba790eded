/// What a text of the contract must be. Lengths count Unicode scalars.
public struct TextRule: Sendable {
    public let length: ClosedRange<Int>
    /// Whether white space at both ends is cut before the length counts.
    public let trims: Bool

    public init(length: ClosedRange<Int>, trims: Bool) {
        self.length = length
        self.trims = trims
    }

    public struct Violation: Error {
        public let message: String
    }

    /// The text in the form to keep.
    public func apply(_ text: String) throws(Violation) -> String {
        guard text.unicodeScalars.allSatisfy({ !Self.isForbidden($0) }) else {
            throw Violation(message: "must not contain control characters")
        }
        let text = trims ? Self.trimmed(text) : text
        let count = text.unicodeScalars.count
        guard count >= length.lowerBound else {
            throw Violation(
                message: count == 0 ? "must not be empty" : "must have at least \(length.lowerBound) characters")
        }
        guard count <= length.upperBound else {
            throw Violation(message: "must have at most \(length.upperBound) characters")
        }
        return text
    }

    private static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }

    /// Control characters other than tab, CR and LF.
    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: false
        case 0..<0x20, 0x7F..<0xA0: true
        default: false
        }
    }
}
