import Foundation

/// A password as its hash sees it: UTF-8 of the composed form (NFC), so that a keyboard that writes a letter and
/// its accent apart makes the same password. Every character counts, however many there are.
public struct Password: Sendable {
    let bytes: [UInt8]

    public static let length = 8...128

    /// A password for an account. Nil when it has fewer than 8 or more than 128 Unicode scalars, or control
    /// characters other than tab, CR and LF.
    public init?(_ text: String) {
        guard Self.length.contains(text.unicodeScalars.count),
            text.unicodeScalars.allSatisfy({ scalar in
                scalar.properties.generalCategory != .control || ["\t", "\r", "\n"].contains(scalar)
            })
        else { return nil }
        self.init(attempt: text)
    }

    /// What somebody says the password is.
    public init(attempt text: String) {
        bytes = Array(text.precomposedStringWithCanonicalMapping.utf8)
    }
}
