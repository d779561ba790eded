import Foundation
import Storage

/// An e-mail address in the shape of RFC 5321, section 4.1.2: a dot-string and a domain name. Letters beyond
/// ASCII are taken (RFC 6531); quoted local parts and address literals are not.
public struct EmailAddress: Hashable, Sendable {
    /// As it was written: letters go here.
    public let text: String
    /// The spelling by which two addresses are the same one: composed (NFC) and case-folded.
    public let key: String

    /// Nil when the text has another shape or more than 254 octets (RFC 5321, section 4.5.3.1.3).
    public init?(_ text: String) {
        guard text.utf8.count <= 254, let at = text.lastIndex(of: "@") else { return nil }
        let local = text[..<at]
        let domain = text[text.index(after: at)...]
        guard local.utf8.count <= 64, Self.isDotted(local, by: Self.isAtom), Self.isDotted(domain, by: Self.isLabel)
        else { return nil }
        // Composed first: a letter and its accent may be two scalars or one.
        self.text = text.precomposedStringWithCanonicalMapping
        key = self.text.caseFolded
    }

    private static func isDotted(_ text: Substring, by isPart: (Substring) -> Bool) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(isPart)
    }

    private static func isAtom(_ part: Substring) -> Bool {
        !part.isEmpty
            && part.unicodeScalars.allSatisfy { isLetter($0) || "!#$%&'*+-/=?^_`{|}~".unicodeScalars.contains($0) }
    }

    private static func isLabel(_ part: Substring) -> Bool {
        !part.isEmpty && part.utf8.count <= 63 && part.first != "-" && part.last != "-"
            && part.unicodeScalars.allSatisfy { isLetter($0) || $0 == "-" }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": true
        default:
            switch scalar.properties.generalCategory {
            case _ where scalar.isASCII: false
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
                .nonspacingMark, .spacingMark, .decimalNumber:
                true
            default: false
            }
        }
    }
}
