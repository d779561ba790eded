/// Why a text is not JSON that we accept.
public enum JSONError: Error, Equatable, Sendable {
    case unexpected(offset: Int)
    case invalidUTF8
    case duplicateName(String)
    case tooDeep
}

/// A strict reader of RFC 8259 texts. Foundation's decoder keeps the last of duplicate names in silence;
/// here a doubled name is an error, because one of the two values would be lost.
public struct JSONParser {
    /// Objects and arrays within each other: more than any body of this API needs, little enough for any stack.
    public static let maximumDepth = 32

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var depth = 0

    private init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// Reads the one value that `bytes` holds.
    public static func parse(_ bytes: some Sequence<UInt8>) throws(JSONError) -> JSONValue {
        let array = Array(bytes)
        guard String(validating: array, as: UTF8.self) != nil else { throw .invalidUTF8 }
        let result: Result<JSONValue, JSONError> = array.withUnsafeBufferPointer { buffer in
            var parser = JSONParser(bytes: buffer)
            do throws(JSONError) {
                parser.skipSpace()
                let value = try parser.value()
                parser.skipSpace()
                guard parser.position == buffer.count else { throw parser.unexpected }
                return .success(value)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private var unexpected: JSONError { .unexpected(offset: position) }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard current == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func value() throws(JSONError) -> JSONValue {
        switch current {
        case UInt8(ascii: "{"): return try nested(object)
        case UInt8(ascii: "["): return try nested(array)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func nested(
        _ read: (inout JSONParser) throws(JSONError) -> JSONValue
    ) throws(JSONError) -> JSONValue {
        guard depth < Self.maximumDepth else { throw .tooDeep }
        depth += 1
        position += 1
        skipSpace()
        let value = try read(&self)
        depth -= 1
        return value
    }

    private func object(_ parser: inout JSONParser) throws(JSONError) -> JSONValue {
        var members: [JSONMember] = []
        // Bytes, not text: Swift compares text by canonical equivalence, JSON by code points.
        var names: Set<[UInt8]> = []
        if parser.skip("}") { return .object([]) }
        repeat {
            parser.skipSpace()
            guard parser.current == UInt8(ascii: "\"") else { throw parser.unexpected }
            let name = try parser.string()
            guard names.insert(Array(name.utf8)).inserted else { throw .duplicateName(name) }
            parser.skipSpace()
            guard parser.skip(":") else { throw parser.unexpected }
            parser.skipSpace()
            members.append(JSONMember(name: name, value: try parser.value()))
            parser.skipSpace()
        } while parser.skip(",")
        guard parser.skip("}") else { throw parser.unexpected }
        return .object(members)
    }

    private func array(_ parser: inout JSONParser) throws(JSONError) -> JSONValue {
        var elements: [JSONValue] = []
        if parser.skip("]") { return .array([]) }
        repeat {
            parser.skipSpace()
            elements.append(try parser.value())
            parser.skipSpace()
        } while parser.skip(",")
        guard parser.skip("]") else { throw parser.unexpected }
        return .array(elements)
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        for index in 0..<text.utf8CodeUnitCount {
            guard current == text.utf8Start[index] else { throw unexpected }
            position += 1
        }
        return value
    }

    private mutating func string() throws(JSONError) -> String {
        position += 1
        let start = position
        while let byte = current, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { position += 1 }
        if current == UInt8(ascii: "\"") {
            defer { position += 1 }
            return String(decoding: bytes[start..<position], as: UTF8.self)
        }
        var text = Array(bytes[start..<position])
        while let byte = current {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text.append(contentsOf: Array(String(try escape()).utf8))
            case ..<0x20:
                position -= 1
                throw unexpected
            default: text.append(byte)
            }
        }
        throw unexpected
    }

    private mutating func escape() throws(JSONError) -> Unicode.Scalar {
        guard let byte = current else { throw unexpected }
        position += 1
        switch byte {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{08}"
        case UInt8(ascii: "f"): return "\u{0C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default:
            position -= 1
            throw unexpected
        }
    }

    /// `\uXXXX`, or a surrogate pair of two. A lone surrogate is no text, so it is refused.
    private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
        let unit = try hexadecimal()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard (0xD800..<0xDC00).contains(unit), skip("\\"), skip("u") else { throw unexpected }
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        else { throw unexpected }
        return scalar
    }

    private mutating func hexadecimal() throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw unexpected
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }

    private mutating func number() throws(JSONError) -> String {
        let start = position
        _ = skip("-")
        if !skip("0") { try digits() }
        if skip(".") { try digits() }
        if skip("e") || skip("E") {
            if !skip("+") { _ = skip("-") }
            try digits()
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func digits() throws(JSONError) {
        let start = position
        while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        guard position > start else { throw unexpected }
    }
}
