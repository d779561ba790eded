/// Regular expressions (ECMA-262) of the document, escaped for JSON.
enum Pattern {
    /// Text: no control characters other than tab, line feed and carriage return.
    static let text = "^\(anything)*$"

    /// Text that is not empty when the white space (Unicode's `White_Space`) around it is taken off.
    static let trimmedText = "^\(anything)*\(somethingVisible)\(anything)*$"

    private static let anything = #"[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F]"#
    private static let somethingVisible =
        #"[^\\u0000- \\u007F-\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000]"#
}
