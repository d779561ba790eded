import JSON
import Testing

@Suite struct JSONWriterTests {
    @Test func `Commas stand between, and only between`() {
        var json = JSONWriter()
        json.object { json in
            json.member("none") { $0.object { _ in } }
            json.member("empty") { $0.array([Int]()) { $0.integer($1) } }
            json.member("many") { $0.array([1, 2, 3]) { $0.integer($1) } }
            json.member("nested") { json in
                json.array { json in
                    json.array { _ in }
                    json.object { $0.member("a", 1) }
                    json.null()
                }
            }
            json.member("last", "x")
        }
        #expect(
            json.text == #"{"none":{},"empty":[],"many":[1,2,3],"nested":[[],{"a":1},null],"last":"x"}"#)
    }

    @Test func `Each kind of value has its form`() {
        var json = JSONWriter(capacity: 0)
        json.array { json in
            json.null()
            json.bool(true)
            json.bool(false)
            json.integer(Int.min)
            json.integer(Int64.max)
            json.string("a")
            json.string("xbx".dropFirst().dropLast())
            json.plain(Array("019a".utf8))
            json.plain("2026-11-24".utf8)
            json.raw("{\"a\":1}".utf8)
            json.raw(Array("[]".utf8))
            json.value(.number("1e400"))
        }
        #expect(
            json.text == """
                [null,true,false,-9223372036854775808,9223372036854775807,"a","b","019a","2026-11-24",{"a":1},[],1e400]
                """)
    }

    @Test func `A member without value is null, not left out`() {
        var json = JSONWriter()
        json.object { json in
            json.member("text", String?.none)
            json.member("number", Int?.none)
            json.member("flag", false)
        }
        #expect(json.text == #"{"text":null,"number":null,"flag":false}"#)
    }

    @Test(arguments: [
        ("", #""""#), ("\"", #""\"""#), ("\\", #""\\""#), ("/", #""/""#), ("\n\r\t", #""\n\r\t""#),
        ("\u{0}\u{1}\u{1F}", #""\u0000\u0001\u001f""#), ("\u{7F}é\u{20AC}\u{1F600}", "\"\u{7F}é\u{20AC}\u{1F600}\""),
        ("a\"b\\c", #""a\"b\\c""#), ("ends with \n", #""ends with \n""#), ("\nstarts", #""\nstarts""#),
        ("</script>\u{2028}", "\"</script>\u{2028}\""),
    ])
    func `Only what must be escaped is escaped`(text: String, expected: String) {
        var json = JSONWriter()
        json.string(text)
        #expect(json.text == expected)
        var member = JSONWriter()
        member.object { json in json.member(named: text) { $0.null() } }
        #expect(member.text == "{\(expected):null}")
    }

    @Test(arguments: 0..<32) func `What is written is read back`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let value = JSONValue.random(depth: 5, using: &random)
            var json = JSONWriter()
            json.value(value)
            let read = try JSONParser.parse(json.bytes)
            #expect(read == value, "\(json.text)")
            // Bytes too: Swift calls text equal that is written differently.
            var again = JSONWriter()
            again.value(read)
            #expect(again.bytes == json.bytes)
        }
    }

    @Test func `A growing text keeps its beginning`() throws {
        var json = JSONWriter(capacity: 1)
        json.array(0..<20_000) { json, number in json.string("number \(number)") }
        let elements = try #require(try JSONParser.parse(json.bytes).array)
        #expect(elements.count == 20_000)
        #expect(elements.first == .string("number 0"))
        #expect(elements.last == .string("number 19999"))
    }
}
