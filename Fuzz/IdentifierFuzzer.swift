// module Time: Sources/Time/*.swift
// with: Sources/Storage/Identifier.swift
import Foundation

/// What has the shape of RFC 9562, section 4, and nothing else, is read, and as Foundation reads it.
func check(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let hasShape = text.wholeMatch(of: /[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}/) != nil
    guard let identifier = Identifier(text) else {
        expect(!hasShape, "what has the shape is read")
        return
    }
    expect(hasShape, "only what has the shape is read")
    expect(UUID(uuidString: text)?.uuidString.lowercased() == identifier.description, "Foundation reads the same")
    expect(Identifier(identifier.description) == identifier, "text is read back")
    expect(Identifier(bytes: identifier.bytes) == identifier, "bytes are read back")
}
