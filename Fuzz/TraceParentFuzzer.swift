// with: Sources/HTTPService/Edge/Trace.swift Sources/HTTPService/Edge/RequestSerial.swift

/// What is accepted must have the shape of W3C Trace Context, section 3.2, and is kept as it is; anything else is
/// replaced by one that does.
func check(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let isExpected = text.utf8.count <= 512 && hasShape(text)
    expect(Trace.isValid(text) == isExpected, "what has the shape is valid, and nothing else")
    var trace = Trace(serial: .next())
    trace.adopt(text)
    expect(hasShape(trace.parent), "what is passed on is valid")
    expect(!isExpected || trace.parent == text, "what is valid is passed on")
}

private func hasShape(_ text: String) -> Bool {
    guard let match = text.wholeMatch(of: /([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(?s:(-.*)?)/) else {
        return false
    }
    let isZero = match.2.allSatisfy { $0 == "0" } || match.3.allSatisfy { $0 == "0" }
    return !isZero && match.1 != "ff" && (match.1 != "00" || match.4 == nil)
}
