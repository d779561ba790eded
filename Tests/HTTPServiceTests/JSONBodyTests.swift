import API
import HTTPService
import HTTPTypes
import Hummingbird
import JSON
import NIOCore
import Testing

@Suite struct JSONBodyTests {
    private func request(_ bytes: [UInt8], type: String? = "application/json", length: Int? = nil) -> Request {
        var fields: HTTPFields = [.contentLength: String(length ?? bytes.count)]
        if let type { fields[.contentType] = type }
        let head = HTTPRequest(method: .post, scheme: nil, authority: nil, path: "/", headerFields: fields)
        return Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: bytes)))
    }

    @Test func `JSON is read`() async throws {
        let body = try await request(Array(#"{"a": 1}"#.utf8)).json()
        #expect(body.value["a"]?.integer == 1)
        #expect(body.bytes == Array(#"{"a": 1}"#.utf8))
    }

    @Test(arguments: [
        "application/json", "application/json; charset=utf-8", "APPLICATION/JSON;charset=\"UTF-8\"",
        "application/merge-patch+json", "application/json; x=y",
    ])
    func `JSON has these media types`(_ type: String) async throws {
        #expect(try await request(Array("1".utf8), type: type).json().value == .number("1"))
    }

    @Test(
        arguments: [
            nil, "", "text/plain", "text/json", "application/jsonx", "application/json; charset=latin1",
            "application/x-www-form-urlencoded",
        ] as [String?])
    func `Others are refused`(_ type: String?) async throws {
        await expect(request(Array("{}".utf8), type: type), 415)
    }

    @Test(arguments: [
        ([], "empty"), (Array("{".utf8), "byte 1"), (Array("{}x".utf8), "byte 2"), ([0x22, 0xFF, 0x22], "UTF-8"),
        (Array(#"{"a":1,"a":2}"#.utf8), "\"a\""), (Array(#"{"a":1,"\u0061":2}"#.utf8), "\"a\""),
        (Array(String(repeating: "[", count: 100_000).utf8), "deeper"), ([0x00], "byte 0"),
        (Array("\u{FEFF}{}".utf8), "byte 0"),
    ])
    func `What is not JSON is refused in words`(_ bytes: [UInt8], words: String) async throws {
        await expect(request(bytes), 400, words)
    }

    @Test func `A long body is refused by its length, or by what comes`() async throws {
        let long = [UInt8](repeating: 0x20, count: 1024 * 1024 + 1)
        await expect(request(long), 413)
        await expect(request(Array("1".utf8), length: 5_000_000), 413)
        var chunked = HTTPFields()
        chunked[.contentType] = "application/json"
        chunked[.transferEncoding] = "chunked"
        let head = HTTPRequest(method: .post, scheme: nil, authority: nil, path: "/", headerFields: chunked)
        await expect(Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: long))), 413)
        let exact = Array("1".utf8) + [UInt8](repeating: 0x20, count: 1024 * 1024 - 1)
        #expect(try await request(exact).json().value == .number("1"))
    }

    @Test func `A body that is shorter than it said is refused`() async throws {
        await expect(request(Array("1".utf8), length: 2), 400, "complete")
    }

    @Test func `A body that nobody needs may be missing`() async throws {
        #expect(try await request([], type: nil).optionalJSON() == nil)
        #expect(try await request([]).optionalJSON() == nil)
        #expect(try await request(Array("{}".utf8)).optionalJSON()?.value == .object([]))
    }

    private func expect(_ request: Request, _ status: Int, _ words: String = "") async {
        do {
            let body = try await request.json()
            Issue.record("It was read as \(body.value).")
        } catch {
            #expect(error.status.code == status)
            if !words.isEmpty { #expect(error.detail.contains(words)) }
        }
    }
}
