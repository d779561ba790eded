/// A language tag in the shape of RFC 5646, section 2.1 (BCP 47), such as `de-CH`.
public struct LanguageTag: Hashable, Sendable {
    public let text: String

    public static let english = LanguageTag(unchecked: "en")

    private init(unchecked text: String) {
        self.text = text
    }

    /// Nil when the text has another shape or more than 35 characters (RFC 4646, section 4.3.1).
    public init?(_ text: String) {
        guard text.utf8.count <= 35 else { return nil }
        let subtags = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard let language = subtags.first, (2...8).contains(language.count), language.allSatisfy(Self.isLetter),
            subtags.dropFirst().allSatisfy({ (1...8).contains($0.count) && $0.allSatisfy(Self.isAlphanumeric) })
        else { return nil }
        self.text = text
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- UInt8(ascii: "a") < 26
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isLetter(byte) || byte &- UInt8(ascii: "0") < 10
    }
}
