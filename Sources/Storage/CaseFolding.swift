extension String {
    /// The key by which texts are equal when case does not count: full Unicode case folding (Unicode 3.13, D144),
    /// made of the standard library's mappings. It is stored, so that both dialects compare the same bytes.
    public var caseFolded: String {
        if utf8.allSatisfy({ $0 < 0x80 }) { return asciiLowercased }
        var folded = ""
        folded.reserveCapacity(utf8.count)
        for scalar in unicodeScalars {
            // Lower, upper, lower: what differs only in case meets in one spelling (ß, ẞ and SS as "ss", ς as "σ").
            // The dotless ı is the exception: it has no folding, but an upper case that it shares with i.
            if scalar == "ı" {
                folded.unicodeScalars.append(scalar)
            } else {
                folded += scalar.properties.lowercaseMapping.uppercased().lowercasedScalars
            }
        }
        return folded
    }

    private var asciiLowercased: String {
        String(decoding: utf8.lazy.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    /// Each scalar by itself: `lowercased()` would make a final sigma of the last one.
    private var lowercasedScalars: String {
        unicodeScalars.reduce(into: "") { $0 += $1.properties.lowercaseMapping }
    }
}
