import Foundation

/// Text in header fields: whatever it holds, it stays in its field.
enum HeaderText {
    /// Characters on a line, where that can be kept (RFC 5322, section 2.1.1).
    private static let width = 76

    /// Free text: as it is when it is short and plain ASCII, otherwise in encoded words (RFC 2047), folded.
    ///
    /// - Parameter after: characters before it on the line.
    static func encoded(_ text: String, after column: Int) -> String {
        let text = singleLine(text)
        guard !isPlain(text) || column + text.utf8.count > width else { return text }
        let (prefix, suffix) = ("=?utf-8?B?", "?=")
        var words: [String] = []
        var bytes: [UInt8] = []
        // An encoded word has at most 75 characters, and no character is cut in two.
        func room() -> Int { ((words.isEmpty ? 75 - column : 75) - prefix.count - suffix.count) / 4 * 3 }
        func flush() {
            guard !bytes.isEmpty else { return }
            words.append(prefix + Data(bytes).base64EncodedString() + suffix)
            bytes.removeAll()
        }
        for scalar in text.unicodeScalars {
            let next = Array(String(scalar).utf8)
            if bytes.count + next.count > room() { flush() }
            bytes += next
        }
        flush()
        return words.joined(separator: "\r\n ")
    }

    /// An address with the name in front of it (RFC 5322, section 3.4).
    static func mailbox(_ name: String?, _ address: String) -> String {
        let address = String(String.UnicodeScalarView(address.unicodeScalars.filter { isVisible($0) && $0 != " " }))
        guard let name = name.map(singleLine), !name.isEmpty else { return address }
        let isAtoms = name.unicodeScalars.allSatisfy {
            $0.isASCII && ($0 == " " || $0.properties.isAlphabetic || ("0"..."9").contains($0))
        }
        if isAtoms, name.utf8.count < 50 { return "\(name) <\(address)>" }
        if isPlain(name), name.utf8.count < 50 {
            let quoted = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            return "\"\(quoted)\" <\(address)>"
        }
        return "\(encoded(name, after: "From: ".count))\r\n <\(address)>"
    }

    /// Part of an identifier: letters, digits and hyphens.
    static func token(_ text: String) -> String {
        text.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    }

    /// A URL, which has neither spaces nor angle brackets, nor anything beyond ASCII.
    static func link(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter {
                    $0.isASCII && $0.value > 0x20 && $0.value != 0x7F && $0 != "<" && $0 != ">"
                }))
    }

    /// With a space for each run of white space and controls, and none at the ends.
    static func singleLine(_ text: String) -> String {
        text.unicodeScalars.split { !isVisible($0) || $0.properties.isWhitespace }.map { String($0) }
            .joined(separator: " ")
    }

    /// False for what moves the writing position, or the direction of what follows.
    static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate: false
        default: !("\u{202A}"..."\u{202E}").contains(scalar) && !("\u{2066}"..."\u{2069}").contains(scalar)
        }
    }

    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?")
    }
}
