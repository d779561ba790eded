import JSON
import Testing

@Suite struct JSONParserTests {
    static let accepted: [(text: String, value: JSONValue)] = [
        ("null", .null), ("true", .bool(true)), ("false", .bool(false)),
        ("0", .number("0")), ("-0", .number("-0")), ("12", .number("12")), ("1.50", .number("1.50")),
        ("-1.5E+10", .number("-1.5E+10")), ("0e-1", .number("0e-1")), ("1e5", .number("1e5")),
        (String(repeating: "9", count: 400), .number(String(repeating: "9", count: 400))),
        (#""""#, .string("")), (#""a b""#, .string("a b")), ("\"\u{7F}\u{80}\"", .string("\u{7F}\u{80}")),
        (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{08}\u{0C}\n\r\t")),
        (#""\u0041\u00e9\u00E9\u20AC\u0000""#, .string("A\u{E9}\u{E9}\u{20AC}\u{0}")),
        (#""\uD83D\uDE00""#, .string("\u{1F600}")), (#""\udbff\udfff""#, .string("\u{10FFFF}")),
        (#""\uFFFE\uFFFF""#, .string("\u{FFFE}\u{FFFF}")), ("\"\u{1F600}\"", .string("\u{1F600}")),
        (#""before\u0041after""#, .string("beforeAafter")), (#""\u0041""#, .string("A")),
        ("[]", .array([])), (" \t\n\r[ \t\n\r] \t\n\r", .array([])), ("{ }", .object([])),
        ("[1,[2],{}]", .array([.number("1"), .array([.number("2")]), .object([])])),
        (
            #"{"b" : 1 , "a":[null], "":true}"#,
            .object([
                JSONMember(name: "b", value: .number("1")), JSONMember(name: "a", value: .array([.null])),
                JSONMember(name: "", value: .bool(true)),
            ])
        ),
    ]

    @Test(arguments: accepted) func `A text of RFC 8259 is read as it is written`(text: String, value: JSONValue) throws
    {
        #expect(try JSONParser.parse(text.utf8) == value)
    }

    static let refused: [String] = [
        // Nothing, or more than one value
        "", " ", "\n", "1 2", "{}{}", "[] x", "null,", "\u{0}", "null\u{0}",
        // Words
        "nul", "nulL", "True", "TRUE", "NaN", "Infinity", "-Infinity", "undefined", "truee",
        // Numbers
        "-", "+1", ".5", "1.", "1.e5", "01", "-01", "00", "1e", "1e+", "1E-", "1e1.5", "0x10", "1_000", "--1", "1 .5",
        "\u{FF11}", "\u{661}",
        // Strings
        "\"", "\"a", #""\""#, #""\x41""#, #""\u""#, #""\u12""#, #""\u12G4""#, #""\u00e""#, #""\U0041""#, #""\0""#,
        "\"\n\"", "\"\t\"", "\"\u{0}\"", "\"\u{1F}\"", "'a'", #""a"b"#,
        // Surrogates that are no pair
        #""\uD800""#, #""\uDFFF""#, #""\uD83Dx""#, #""\uD83D\n""#, #""\uD83D\u0041""#, #""\uDE00\uD83D""#,
        #""\uD83D\uD83D""#, #""\uD83D\"#, #""\uD83D\u"#,
        // Arrays and objects
        "[", "]", "[1", "[1,", "[1,]", "[,1]", "[,]", "[1 2]", "[1}", "{", "}", "{\"a\"", "{\"a\":", "{\"a\":1",
        "{\"a\":1,", "{\"a\":1,}", "{,}", "{\"a\" 1}", "{a:1}", "{1:1}", "{\"a\":1 \"b\":2}", "{\"a\":1]", "{null:1}",
        // Not JSON's idea of space, and not part of JSON
        "\u{FEFF}{}", "\u{A0}1", "\u{0B}1", "\u{0C}1", "\u{2028}1", "[1,\u{A0}2]", "// a\n1", "/* a */1", "#\n1",
        "[1;2]",
    ]

    @Test(arguments: refused) func `Anything else is refused`(text: String) {
        #expect {
            try JSONParser.parse(text.utf8)
        } throws: { error in
            guard case .unexpected(let offset) = error as? JSONError else { return false }
            return (0...text.utf8.count).contains(offset)
        }
    }

    @Test func `An error says at which byte reading stopped`() {
        #expect(throws: JSONError.unexpected(offset: 9)) { try JSONParser.parse(#"{"a": 1, }"#.utf8) }
        #expect(throws: JSONError.unexpected(offset: 3)) { try JSONParser.parse("[1,".utf8) }
    }

    @Test(arguments: [
        #"{"a":1,"a":1}"#, #"{"a":1,"b":2,"a":3}"#, #"{"a":1,"\u0061":2}"#, #"{"\u00e9":1,"é":2}"#, #"{"":1,"":2}"#,
        #"[{"x":{"a":{},"a":{}}}]"#,
    ])
    func `A name twice in one object is refused, however it is written`(text: String) {
        #expect {
            try JSONParser.parse(text.utf8)
        } throws: { error in
            if case .duplicateName = error as? JSONError { true } else { false }
        }
    }

    @Test func `Names that only look the same are different names`() throws {
        let value = try JSONParser.parse(#"{"\u00e9":1,"e\u0301":2,"E":3,"e":4}"#.utf8)
        #expect(value["\u{E9}"] == .number("1"))
        #expect(value["e\u{301}"] == .number("2"))
        #expect(value["e"] == .number("4"))
        #expect(value["\u{C9}"] == nil)
    }

    @Test func `The same name may stand in different objects`() throws {
        #expect(try JSONParser.parse(#"{"a":{"a":1},"b":[{"a":2},{"a":3}]}"#.utf8)["a"]?["a"] == .number("1"))
    }

    @Test(arguments: [15, 16, 17, 18, 300]) func `A doubled name is found among any number of names`(count: Int) throws
    {
        let members = (0..<count).map { "\"n\($0)\":\($0)" }
        #expect(try JSONParser.parse("{\(members.joined(separator: ","))}".utf8).members?.count == count)
        for doubled in [0, count / 2, count - 1] {
            let text = "{\(members.joined(separator: ",")),\"n\(doubled)\":0}"
            #expect(throws: JSONError.duplicateName("n\(doubled)")) { try JSONParser.parse(text.utf8) }
        }
    }

    static let brokenUTF8: [[UInt8]] = [
        [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xE2, 0x82],
        [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80],
        [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF],
    ]

    @Test(arguments: brokenUTF8) func `A string that is not UTF-8 is refused`(bytes: [UInt8]) {
        let quote = UInt8(ascii: "\"")
        #expect(throws: JSONError.invalidUTF8) { try JSONParser.parse([quote] + bytes + [quote]) }
        #expect(throws: JSONError.invalidUTF8) { try JSONParser.parse(Array(#""\n"#.utf8) + bytes + [quote]) }
        #expect(throws: JSONError.invalidUTF8) {
            try JSONParser.parse(Array("{\"".utf8) + bytes + Array("\":1}".utf8))
        }
        #expect(throws: JSONError.self) { try JSONParser.parse(bytes) }
        #expect(throws: JSONError.self) { try JSONParser.parse([UInt8(ascii: "1")] + bytes) }
    }

    @Test func `An escape does not complete a broken sequence`() {
        // C3 and A9 are é; between them stands an escape of nothing but itself.
        let bytes: [UInt8] = [0x22, 0xC3, 0x5C, 0x6E, 0xA9, 0x22]
        #expect(throws: JSONError.invalidUTF8) { try JSONParser.parse(bytes) }
    }

    @Test(arguments: ["[]", "{\"a\":}"]) func `Nesting has an end`(shape: String) throws {
        let halves = shape.split(separator: shape == "[]" ? "" : "}")
        let open = shape == "[]" ? "[" : String(halves[0])
        let close = shape == "[]" ? "]" : "}"
        func nested(_ depth: Int) -> String {
            String(repeating: open, count: depth) + "0" + String(repeating: close, count: depth)
        }
        #expect(throws: Never.self) { try JSONParser.parse(nested(JSONParser.maximumDepth).utf8) }
        #expect(throws: JSONError.tooDeep) { try JSONParser.parse(nested(JSONParser.maximumDepth + 1).utf8) }
        #expect(throws: JSONError.tooDeep) { try JSONParser.parse(String(repeating: open, count: 1_000_000).utf8) }
    }

    @Test func `Siblings do not count as depth`() throws {
        let many = "[" + Array(repeating: "[{}]", count: 1000).joined(separator: ",") + "]"
        #expect(try JSONParser.parse(many.utf8).array?.count == 1000)
    }

    @Test func `A text that comes in pieces is read like one that lies together`() throws {
        let text = #"{"a":["é",1]}"#
        #expect(try JSONParser.parse(AnySequence(text.utf8)) == JSONParser.parse(text.utf8))
    }

    @Test func `A part of a buffer ends where the part ends`() throws {
        let bytes = Array("xx12345".utf8)
        #expect(try JSONParser.parse(bytes[2..<4]) == .number("12"))
        #expect(throws: JSONError.unexpected(offset: 3)) { try JSONParser.parse(Array("null".utf8).prefix(3)) }
    }

    @Test func `Every beginning of a text is refused without a trap`() {
        let bytes = Array(#"{"a":[1.5e3,"\uD83D\uDE00é\n",true,false,null,{"b":{}}]}"#.utf8)
        for end in bytes.indices { #expect(throws: JSONError.self) { try JSONParser.parse(bytes[..<end]) } }
    }

    @Test func `A megabyte is read in time that grows with its length`() throws {
        let texts = [
            "{" + (0..<90_000).map { "\"\($0)\":0" }.joined(separator: ",") + "}",
            "[" + String(repeating: "[],", count: 340_000) + "0]",
            "\"" + String(repeating: "\\n", count: 500_000) + "\"",
            "\"" + String(repeating: "é", count: 500_000) + "\"",
            String(repeating: "1", count: 1_000_000),
            String(repeating: " ", count: 1_000_000) + "1",
        ]
        for text in texts { #expect(throws: Never.self) { try JSONParser.parse(text.utf8) } }
    }
}
