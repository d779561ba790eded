/// How names and labels are spelled in Prometheus' text format.
enum MetricText {
    /// Letters, digits, `_` and `:`; what else there is becomes `_`.
    static func name(_ text: String) -> String {
        var name = String(
            text.unicodeScalars.map { scalar in
                scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)) || scalar == ":"
                    ? Character(scalar) : "_"
            })
        if name.isEmpty || name.first?.isNumber == true { name = "_" + name }
        return name
    }

    /// `name="value",name="value"`, in the order given.
    static func labels(_ labels: [(String, String)]) -> String {
        labels.map { "\(name($0.0).replacing(":", with: "_"))=\"\(value($0.1))\"" }.joined(separator: ",")
    }

    static func help(_ text: String) -> String { text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n") }

    private static func value(_ text: String) -> String { help(text).replacing("\"", with: "\\\"") }

    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return Int64(exactly: value).map { String($0) } ?? String(value)
    }

    static func line(_ name: String, _ labels: String, _ value: Double, to text: inout String) {
        text += labels.isEmpty ? name : "\(name){\(labels)}"
        text += " \(number(value))\n"
    }
}
