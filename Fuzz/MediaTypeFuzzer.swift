// with: Sources/HTTPService/Body/JSONMediaType.swift

/// The case and the white space around it must not change what a media type is.
func check(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) else {
        _ = JSONMediaType.accepts(text)
        return
    }
    let accepted = JSONMediaType.accepts(text)
    expect(JSONMediaType.accepts(text.uppercased()) == accepted, "upper and lower case are the same")
    expect(JSONMediaType.accepts(" \(text)\t") == accepted, "white space around it does not matter")
    let type = text.lowercased().prefix { $0 != ";" }.drop { $0 == " " }
    expect(!accepted || type.hasPrefix("application/"), "JSON is an application's type")
}
