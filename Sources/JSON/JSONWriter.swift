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
public struct JSONWriter: ~Copyable, Sendable {
    private var buffer: ByteStore
    private var needsComma = false

    public init(capacity: Int = 512) {
        buffer = ByteStore(capacity: capacity)
    }

    /// What was written so far.
    public var bytes: [UInt8] { buffer.bytes }

    /// What was written so far.
    public var text: String { buffer.text }

    /// Calls `body` with ``bytes``, without a copy of them.
    public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try buffer.withBytes(body)
    }

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
        plain(upTo: ascii.count) { target in
            _ = target.initialize(from: ascii)
            return ascii.count
        }
    }

    /// Text that needs no escapes: digits, names, times, identifiers.
    public mutating func plain(_ ascii: String.UTF8View) {
        plain(upTo: ascii.count) { target in target.initialize(from: ascii).index }
    }

    /// Text that needs no escapes and is written in place.
    ///
    /// - Parameter write: writes at most `limit` bytes and returns how many.
    public mutating func plain(upTo limit: Int, _ write: (UnsafeMutableBufferPointer<UInt8>) -> Int) {
        separate()
        buffer.reserve(limit + 2)
        buffer.appendReserved(UInt8(ascii: "\""))
        buffer.appendReserved(limit, write)
        buffer.appendReserved(UInt8(ascii: "\""))
        needsComma = true
    }

    /// JSON that is already written.
    public mutating func raw(_ json: [UInt8]) {
        separate()
        json.withUnsafeBufferPointer { buffer.append($0) }
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
                for member in members { json.member(named: member.name) { $0.value(member.value) } }
            }
        }
    }

    // MARK: Structure

    public mutating func object(_ write: (inout JSONWriter) throws -> Void) rethrows {
        try enclosed(UInt8(ascii: "{"), UInt8(ascii: "}"), write)
    }

    /// An array of what `write` appends.
    public mutating func array(_ write: (inout JSONWriter) throws -> Void) rethrows {
        try enclosed(UInt8(ascii: "["), UInt8(ascii: "]"), write)
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

    // With a label of its own, or literals would be Strings, which must be searched for characters to escape.
    public mutating func member(named name: String, _ write: (inout JSONWriter) throws -> Void) rethrows {
        separate()
        appendString(name)
        buffer.append(UInt8(ascii: ":"))
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

    // MARK: Bytes

    private mutating func separate() {
        if needsComma { buffer.append(UInt8(ascii: ",")) }
    }

    /// A value whose text is its JSON.
    private mutating func append(_ json: StaticString) {
        separate()
        buffer.append(UnsafeBufferPointer(start: json.utf8Start, count: json.utf8CodeUnitCount))
        needsComma = true
    }

    private mutating func append(_ json: String) {
        separate()
        var json = json
        json.withUTF8 { buffer.append($0) }
        needsComma = true
    }

    private mutating func appendName(_ name: StaticString) {
        let count = name.utf8CodeUnitCount
        buffer.reserve(count + 4)
        if needsComma { buffer.appendReserved(UInt8(ascii: ",")) }
        buffer.appendReserved(UInt8(ascii: "\""))
        buffer.appendReserved(UnsafeBufferPointer(start: name.utf8Start, count: count))
        buffer.appendReserved(UInt8(ascii: "\""))
        buffer.appendReserved(UInt8(ascii: ":"))
        needsComma = false
    }

    private mutating func enclosed(
        _ open: UInt8, _ close: UInt8, _ write: (inout JSONWriter) throws -> Void
    ) rethrows {
        separate()
        buffer.append(open)
        needsComma = false
        try write(&self)
        buffer.append(close)
        needsComma = true
    }

    private mutating func appendString(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            buffer.append(UInt8(ascii: "\""))
            if JSONEscape.isNeeded(in: utf8) {
                appendEscaped(utf8)
            } else {
                buffer.append(utf8)
            }
            buffer.append(UInt8(ascii: "\""))
        }
    }

    /// What lies between two escapes is appended as one slice.
    private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for index in text.indices where JSONEscape.isNeeded(for: text[index]) {
            buffer.append(UnsafeBufferPointer(rebasing: text[start..<index]))
            for byte in JSONEscape.sequence(for: text[index]) { buffer.append(byte) }
            start = index + 1
        }
        buffer.append(UnsafeBufferPointer(rebasing: text[start...]))
    }
}
