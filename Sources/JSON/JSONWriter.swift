/// Appends JSON to a buffer of bytes, with commas where they belong.
///
/// ```swift
/// var json = JSONWriter()
/// json.object { json in
///     json.member("title", "Buy milk")
///     json.member("tags") { $0.array(tags) { $0.string($1) } }
/// }
/// ```
///
/// Every answer is written with it. Its methods take concrete types, because a generic one that is called from
/// another module is not specialized.
public struct JSONWriter: Sendable {
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false

    public init(capacity: Int = 512) {
        bytes.reserveCapacity(capacity)
    }

    public var text: String { String(decoding: bytes, as: UTF8.self) }

    // MARK: Values

    public mutating func null() { append("null") }

    public mutating func bool(_ value: Bool) { append(value ? "true" : "false") }

    public mutating func integer(_ value: Int) { append(String(value)) }

    public mutating func integer(_ value: Int64) { append(String(value)) }

    public mutating func string(_ value: String) {
        separate()
        appendString(value)
        needsComma = true
    }

    public mutating func string(_ value: Substring) { string(String(value)) }

    /// Text that needs no escapes: digits, names, times, identifiers.
    public mutating func plain(_ ascii: [UInt8]) {
        separate()
        ascii.withUnsafeBufferPointer { appendQuoted($0) }
        needsComma = true
    }

    /// Text that needs no escapes: digits, names, times, identifiers.
    public mutating func plain(_ ascii: String.UTF8View) {
        separate()
        var text = String(ascii)
        text.withUTF8 { appendQuoted($0) }
        needsComma = true
    }

    /// JSON that is already written.
    public mutating func raw(_ json: [UInt8]) {
        separate()
        bytes.append(contentsOf: json)
        needsComma = true
    }

    /// JSON that is already written.
    public mutating func raw(_ json: String.UTF8View) { append(String(json)) }

    public mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let flag): bool(flag)
        case .number(let text): append(text)
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

    /// An array of what `write` appends.
    public mutating func array(_ write: (inout JSONWriter) throws -> Void) rethrows {
        try enclosed("[", "]", write)
    }

    @inlinable
    public mutating func array<Element>(
        _ elements: some Sequence<Element>, _ write: (inout JSONWriter, Element) throws -> Void
    ) rethrows {
        try array { json in
            for element in elements { try write(&json, element) }
        }
    }

    // MARK: Members of an object

    /// - Parameter name: needs no escapes.
    public mutating func member(_ name: StaticString, _ write: (inout JSONWriter) throws -> Void) rethrows {
        appendName(name)
        try write(&self)
        needsComma = true
    }

    // Disfavored, or every literal would be a String, which must be searched for characters to escape.
    @_disfavoredOverload
    public mutating func member(_ name: String, _ write: (inout JSONWriter) throws -> Void) rethrows {
        separate()
        appendString(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
        try write(&self)
        needsComma = true
    }

    public mutating func member(_ name: StaticString, _ value: String?) {
        appendName(name)
        if let value { string(value) } else { null() }
    }

    public mutating func member(_ name: StaticString, _ value: Bool) {
        appendName(name)
        bool(value)
    }

    public mutating func member(_ name: StaticString, _ value: Int?) {
        appendName(name)
        if let value { integer(value) } else { null() }
    }
}

// MARK: Bytes

extension JSONWriter {
    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    /// A value whose text is its JSON.
    private mutating func append(_ json: String) {
        separate()
        bytes.append(contentsOf: json.utf8)
        needsComma = true
    }

    private mutating func appendName(_ name: StaticString) {
        separate()
        appendQuoted(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Looks for room once, not for each byte.
    private mutating func appendQuoted(_ text: UnsafeBufferPointer<UInt8>) {
        bytes.append(addingCapacity: text.count + 2) { output in
            output.append(UInt8(ascii: "\""))
            for byte in text { output.append(byte) }
            output.append(UInt8(ascii: "\""))
        }
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

    private mutating func appendString(_ text: String) {
        var text = text
        text.withUTF8 { buffer in
            if buffer.contains(where: Self.needsEscape) {
                appendEscaped(buffer)
            } else {
                appendQuoted(buffer)
            }
        }
    }

    /// What lies between two escapes is appended as one slice.
    private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        var start = 0
        for index in text.indices where Self.needsEscape(text[index]) {
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
            appendEscape(text[index])
            start = index + 1
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
        bytes.append(UInt8(ascii: "\""))
    }

    private static func needsEscape(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x22 || byte == 0x5C }

    private mutating func appendEscape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x22, 0x5C: bytes.append(byte)
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        default:
            let digits: StaticString = "0123456789abcdef"
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(digits.utf8Start[Int(byte >> 4)])
            bytes.append(digits.utf8Start[Int(byte & 15)])
        }
    }
}
