import Foundation

/// RFC 4648, section 5, without padding.
enum Base64URL {
    static func encode(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Reads it with padding or without, as browsers and libraries write both; nil for anything else.
    static func decode(_ text: String) -> [UInt8]? {
        let padding = text.utf8.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        let digits = String(text.dropLast(min(padding, 2)))
        guard !digits.utf8.contains(where: { "+/=".utf8.contains($0) }) else { return nil }
        let base64 = digits.replacing("-", with: "+").replacing("_", with: "/")
        let missing = String(repeating: "=", count: (4 - digits.utf8.count % 4) % 4)
        return Data(base64Encoded: base64 + missing).map { Array($0) }
    }
}
