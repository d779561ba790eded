/// Appends JSON to a buffer of bytes, with commas where they belong.
///
/// ```swift
/// var json = JSONWriter()
/// json.object { json in
///     json.member("title", "Buy milk")
///     json.member("tags") { $0.array(tags) { $0.string($1) } }
/// }
/// ```
public struct JSONWriter: Sendable {
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false

    public init(capacity: Int = 512) {
        bytes.reserveCapacity(capacity)
    }

    public var text: String { String(decoding: bytes, as: UTF8.self) }

    // MARK: Values

    public mutating func null() { element { $0.append(contentsOf: "null".utf8) } }

    public mutating func bool(_ value: Bool) {
        element { $0.append(contentsOf: value ? "true".utf8 : "false".utf8) }
    }

    public mutating func integer(_ value: some BinaryInteger) {
        element { $0.append(contentsOf: String(value).utf8) }
    }

    public mutating func string(_ value: some StringProtocol) {
        element { Self.appendString(value.utf8, to: &$0) }
    }

    /// Text that needs no escapes: digits, names, times, identifiers.
    public mutating func plain(_ ascii: some Sequence<UInt8>) {
        element { bytes in
            bytes.append(UInt8(ascii: "\""))
            bytes.append(contentsOf: ascii)
            bytes.append(UInt8(ascii: "\""))
        }
    }

    /// JSON that is already written.
    public mutating func raw(_ json: some Sequence<UInt8>) { element { $0.append(contentsOf: json) } }

    public mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let flag): bool(flag)
        case .number(let text): raw(text.utf8)
        case .string(let text): string(text)
        case .array(let elements): array(elements) { $0.value($1) }
        case .object(let members):
            object { json in
                for member in members { json.member(member.name) { $0.value(member.value) } }
            }
        }
    }

    // MARK: Structure

    public mutating func object(_ write: (inout JSONWriter) throws -> Void) rethrows {
        try enclosed("{", "}", write)
    }

    public mutating func array<Element>(
        _ elements: some Sequence<Element>, _ write: (inout JSONWriter, Element) throws -> Void
    ) rethrows {
        try enclosed("[", "]") { json in
            for element in elements { try write(&json, element) }
        }
    }

    // MARK: Members of an object

    public mutating func member(_ name: StaticString, _ write: (inout JSONWriter) throws -> Void) rethrows {
        separate()
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
        try write(&self)
        needsComma = true
    }

    public mutating func member(_ name: String, _ write: (inout JSONWriter) throws -> Void) rethrows {
        separate()
        Self.appendString(name.utf8, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
        try write(&self)
        needsComma = true
    }

    public mutating func member(_ name: StaticString, _ value: String?) {
        member(name) { json in if let value { json.string(value) } else { json.null() } }
    }

    public mutating func member(_ name: StaticString, _ value: Bool) { member(name) { $0.bool(value) } }

    public mutating func member(_ name: StaticString, _ value: Int?) {
        member(name) { json in if let value { json.integer(value) } else { json.null() } }
    }

    // MARK: Bytes

    private mutating func element(_ append: (inout [UInt8]) -> Void) {
        separate()
        append(&bytes)
        needsComma = true
    }

    private mutating func enclosed(
        _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ write: (inout JSONWriter) throws -> Void
    ) rethrows {
        separate()
        bytes.append(UInt8(ascii: open))
        needsComma = false
        try write(&self)
        bytes.append(UInt8(ascii: close))
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private static func appendString(_ text: some Collection<UInt8>, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        let wasPlain: Void? = text.withContiguousStorageIfAvailable { buffer in
            var start = 0
            for (index, byte) in buffer.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
                bytes.append(contentsOf: buffer[start..<index])
                appendEscape(byte, to: &bytes)
                start = index + 1
            }
            bytes.append(contentsOf: buffer[start...])
        }
        if wasPlain == nil {
            for byte in text {
                if byte < 0x20 || byte == 0x22 || byte == 0x5C {
                    appendEscape(byte, to: &bytes)
                } else {
                    bytes.append(byte)
                }
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func appendEscape(_ byte: UInt8, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x22, 0x5C: bytes.append(byte)
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        default:
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(Array("0123456789abcdef".utf8)[Int(byte >> 4)])
            bytes.append(Array("0123456789abcdef".utf8)[Int(byte & 15)])
        }
    }
}
