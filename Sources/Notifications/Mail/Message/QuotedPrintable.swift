/// The encoding of RFC 2045, section 6.7, in which ASCII text stays legible.
enum QuotedPrintable {
    /// Characters on a line, the sign that it goes on included.
    private static let width = 76

    /// The lines of a text, without their ends. Any kind of line break ends a line.
    static func lines(of text: String) -> [String] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).flatMap { lines(ofLine: $0) }
    }

    private static func lines(ofLine text: Substring) -> [String] {
        var lines: [String] = []
        var line = ""
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() {
            let isLast = index == bytes.count - 1
            let piece = encoded(byte, isAtEdge: isLast || line.isEmpty)
            // The last line needs no room for the sign.
            if line.utf8.count + piece.utf8.count > (isLast ? width : width - 1) {
                lines.append(line + "=")
                line = encoded(byte, isAtEdge: true)
            } else {
                line += piece
            }
        }
        return lines + [line]
    }

    /// - Parameter isAtEdge: first or last of its line: white space at the end is lost on the way, a dot at the start
    ///   has a meaning in SMTP, and `From` in mailboxes.
    private static func encoded(_ byte: UInt8, isAtEdge: Bool) -> String {
        let isSafe =
            switch byte {
            case UInt8(ascii: "="): false
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "."), UInt8(ascii: "F"): !isAtEdge
            default: (0x21...0x7E).contains(byte)
            }
        guard !isSafe else { return String(Unicode.Scalar(byte)) }
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.utf8.count == 1 ? "=0\(digits)" : "=\(digits)"
    }
}
