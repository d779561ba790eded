/// Regular expressions (ECMA-262) of the document, escaped for JSON.
enum Pattern {
    /// Text: no control characters other than tab, line feed and carriage return.
    static let text = "^\(anything)*$"

    /// Text that is not empty when the white space around it is taken off.
    static let trimmedText = "^\(anything)*\(somethingVisible)\(anything)*$"

    private static let anything = #"[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F]"#
    private static let somethingVisible = #"[^\\s\\u0000-\\u001F\\u007F-\\u009F]"#
}
